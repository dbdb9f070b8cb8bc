// `npm run package`: the installable app for this platform, with the CPU runtime inside; on Debian-like systems a .deb too.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './setup/child.mjs';
import { ensureElectron } from './setup/electron-binary.mjs';
import { ensureTestRuntime } from './setup/electron-test-runtime.mjs';
import { remove, root } from './setup/files.mjs';
import { sayError, say, SetupError, step } from './setup/messages.mjs';
import { nativeFolder } from './setup/native.mjs';
import { ensureReady } from './setup/ready.mjs';

const output = path.join(root, 'dist');

/** The folder of the Electron to pack: the pinned one, or for a try the old one of the tests. */
async function electronFolder() {
  const { binary } = await ensureElectron();
  if (binary)
    return process.platform === 'darwin' ? path.resolve(binary, '../../../..') : path.dirname(binary);
  say(
    'Hone: the pinned Electron is not here: this package holds the old one of the tests. Do not give it to others.',
  );
  return path.dirname(await ensureTestRuntime());
}

/** The binary and the resources of a packed app. */
function appPaths(folder) {
  if (process.platform === 'darwin') {
    const contents = path.join(folder, 'Hone.app', 'Contents');
    return [path.join(contents, 'MacOS', 'Hone'), path.join(contents, 'Resources')];
  }
  const binary = process.platform === 'win32' ? 'Hone.exe' : 'hone';
  return [path.join(folder, binary), path.join(folder, 'resources')];
}

async function pack() {
  const electronDist = await electronFolder();
  const electronVersion = readFileSync(path.join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '');
  const native = nativeFolder('cpu');
  if (native === null)
    throw new SetupError('Native TensorFlow is not installed.', 'Run `npm run setup -- --native`.');
  const { build } = await import('electron-builder');
  const { builderConfig } = await import('./package/builder-config.mjs');
  remove(output);
  let folder = '';
  await step(`Package with Electron ${electronVersion}`, async () => {
    const config = builderConfig({ electronDist, electronVersion, native, output });
    config.afterPack = ({ appOutDir }) => {
      folder = appOutDir;
      // What the test runtime's folder holds beside Electron itself.
      for (const name of ['manifest.json', 'resources/default_app.asar']) remove(path.join(appOutDir, name));
    };
    await build({ projectDir: root, config, publish: 'never' });
    return folder;
  });
  await step('Check of the package', async () => {
    const { checkApp } = await import('./package/check-app.mjs');
    return `${await checkApp(...appPaths(folder))} packages and the native addon load`;
  });
  if (process.platform === 'linux' && findProgram('dpkg-deb') && findProgram('fakeroot')) {
    const { makeDeb } = await import('./package/deb.mjs');
    await step('Debian package', () => makeDeb(folder, output));
  } else if (process.platform === 'linux') say('No .deb: dpkg-deb and fakeroot are not installed.');
}

// The package holds the CPU runtime whatever this machine itself uses.
process.env.HONE_TENSORFLOW = 'cpu';
try {
  if (!(await ensureReady())) process.exitCode = 1;
  else if (existsSync(path.join(root, 'out/main/index.cjs'))) await pack();
  else
    throw new SetupError(
      'There is no build of the desktop app.',
      'Run `npm run build` and read what it says.',
    );
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
