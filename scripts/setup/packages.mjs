// npm packages: installed once per state of package-lock.json, without running any install script.

import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmFolder, run } from './child.mjs';
import { readJson, root, sha256, writeJson } from './files.mjs';
import { withLock } from './lock.mjs';
import { SetupError, say, step } from './messages.mjs';

const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.hone-stamp.json');

/** Installs the packages of package-lock.json if node_modules does not hold them, and links `hone`. */
export async function ensurePackages() {
  if (!isInstalled()) {
    await withLock(path.join(root, '.cache', 'packages.lock'), install, () =>
      say('  Another process installs the npm packages of this folder; waiting for it …'),
    );
  }
  linkCommand();
}

function isInstalled() {
  const expected = stamp();
  if (readJson(stampFile)?.stamp === expected) return true;
  if (!holdsLockedPackages()) return false;
  writeJson(stampFile, { stamp: expected });
  return true;
}

function stamp() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return sha256(`${sha256(lock)} ${process.platform} ${process.arch}`);
}

/** True where a person's own `npm ci` or `npm install` already brought exactly what the lock names. */
function holdsLockedPackages() {
  const installed = readJson(path.join(modules, '.package-lock.json'))?.packages;
  const locked = readJson(path.join(root, 'package-lock.json'))?.packages;
  if (!installed || !locked) return false;
  const same = ([name, entry]) => locked[name]?.version === entry.version;
  const needed = Object.entries(locked).filter(([name, entry]) => name !== '' && !entry.optional);
  return Object.entries(installed).every(same) && needed.every(([name]) => name in installed);
}

async function install() {
  if (isInstalled()) return;
  const npm = npmFolder();
  if (!npm)
    throw new SetupError('npm was not found beside Node.', 'Install Node.js with npm, then run this again.');
  const total = Object.keys(readJson(path.join(root, 'package-lock.json'))?.packages ?? {}).length;
  await step('npm packages (about 300 MB to download, 1 GB on disk)', async (progress) => {
    let fetched = 0;
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
    const { code, output } = await run(process.execPath, [path.join(npm, 'bin/npm-cli.js'), ...args], {
      cwd: root,
      onLine: (line) => {
        if (/npm http (fetch GET 200|cache) .*\.tgz/.test(line))
          progress(`${++fetched} of up to ${total} packages`);
      },
    });
    if (code !== 0) throw installError(output);
    writeJson(stampFile, { stamp: stamp() });
    return `${fetched} packages fetched`;
  });
}

function installError(output) {
  const errors = output
    .split('\n')
    .filter((line) => /^npm error ./.test(line))
    .slice(0, 6);
  const fix = 'Check the network connection and the free disk space, then run the same command again.';
  return new SetupError('The npm packages could not be installed.', fix, { details: errors.join('\n') });
}

/** Makes `npx hone` run this clone's command. */
function linkCommand() {
  const folder = path.join(modules, '.bin');
  const link = path.join(folder, 'hone');
  if (existsSync(link)) return;
  mkdirSync(folder, { recursive: true });
  const target = path.join(root, 'bin', 'hone.mjs');
  try {
    if (process.platform === 'win32') {
      writeFileSync(`${link}.cmd`, `@node "%~dp0\\..\\..\\bin\\hone.mjs" %*\r\n`);
      writeFileSync(link, '#!/bin/sh\nexec node "$(dirname "$0")/../../bin/hone.mjs" "$@"\n');
    } else {
      chmodSync(target, 0o755);
      symlinkSync(path.relative(folder, target), link);
    }
  } catch (error) {
    // Two starts at once: the other one made it.
    if (error.code !== 'EEXIST') throw error;
  }
}
