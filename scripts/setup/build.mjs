// The build of this clone's sources into out/, done again only when a source or a setting changed.

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { filesBelow, readJson, root, sha256, writeJson } from './files.mjs';
import { withLock } from './lock.mjs';
import { SetupError, say, step } from './messages.mjs';

const stampFile = path.join(root, 'out', '.stamp.json');
const settings = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** Builds main, preload and page with electron-vite where out/ is older than the sources. */
export async function ensureBuild() {
  if (isFresh()) return;
  await withLock(path.join(root, '.cache', 'build.lock'), build, () =>
    say('  Another process builds this folder; waiting for it …'),
  );
}

function isFresh() {
  return readJson(stampFile)?.stamp === stamp();
}

function stamp() {
  const sources = filesBelow(path.join(root, 'src')).map((file) => `src/${file}`);
  const states = [...settings, ...sources].map((file) => {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    return `${file} ${size} ${mtimeMs}`;
  });
  return sha256(states.join('\n'));
}

async function build() {
  if (isFresh()) return;
  // Taken before the build: a source that changes meanwhile makes the next start build again.
  const built = stamp();
  await step('Build', async () => {
    const program = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    if (!existsSync(program))
      throw new SetupError('electron-vite is not installed.', 'Run `npm ci` and try again.');
    const { code, output } = await run(process.execPath, [program, 'build', '--logLevel', 'warn'], {
      cwd: root,
    });
    if (code !== 0) {
      throw new SetupError(
        'The sources could not be built.',
        'Repair the source named above and try again.',
        {
          details: output,
        },
      );
    }
    writeJson(stampFile, { stamp: built });
  });
}
