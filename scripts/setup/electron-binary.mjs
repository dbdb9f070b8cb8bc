// The Electron binary: a given one, the one already fetched, or fetched now by Electron's own install script.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, fileSize, filesBelow, readJson, remove, root, writeJson } from './files.mjs';
import { bytes, step } from './messages.mjs';

const folder = path.join(root, 'node_modules/electron');
const retryAfterMs = 24 * 3600 * 1000;
/** A download that brings no byte for this long has failed. */
const silentMs = 20_000;

function failureFile() {
  const { version } = readJson(path.join(folder, 'package.json'));
  return path.join(
    cacheFolder(),
    'electron',
    `fetch-failed-${version}-${process.platform}-${process.arch}.json`,
  );
}

/** The Electron that is here: ELECTRON_EXEC_PATH, ELECTRON_OVERRIDE_DIST_PATH, or the fetched one; else null. */
export function installedElectron(env = process.env) {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH;
  const name = readText(path.join(folder, 'path.txt'));
  const own = process.platform === 'win32' ? 'electron.exe' : 'electron';
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return path.join(env.ELECTRON_OVERRIDE_DIST_PATH, name ?? own);
  const binary = name && path.join(folder, 'dist', name);
  return binary && existsSync(binary) ? binary : null;
}

/**
 * Returns {binary} or {reason}. A failed download is remembered for a day, as each try takes seconds;
 * HONE_ELECTRON=retry and `npm run setup -- --electron` try at once.
 */
export async function ensureElectron({ retry = process.env.HONE_ELECTRON === 'retry' } = {}) {
  const installed = installedElectron();
  if (installed !== null) {
    return existsSync(installed) ? { binary: installed } : { reason: `there is no Electron at ${installed}` };
  }
  const failure = readJson(failureFile());
  if (!retry && failure && Date.now() - failure.atMs < retryAfterMs) return { reason: failure.reason };
  await step('Electron (about 110 MB)', fetchElectron);
  const binary = installedElectron();
  if (binary !== null) {
    remove(failureFile());
    return { binary };
  }
  const reason = 'the binary of Electron could not be downloaded (`npm run setup -- --electron` tries again)';
  writeJson(failureFile(), { reason, atMs: Date.now() });
  return { reason };
}

/** Runs Electron's install script while bytes arrive; ends it when none do. */
function fetchElectron(progress) {
  const temporary = path.join(cacheFolder(), 'electron', `fetch-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['install.js'], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    let seen = 0;
    let lastByteMs = Date.now();
    const timer = setInterval(() => {
      const size = [temporary, path.join(folder, 'dist')].reduce((sum, part) => sum + folderSize(part), 0);
      if (size !== seen) {
        seen = size;
        lastByteMs = Date.now();
        progress(bytes(size));
      } else if (Date.now() - lastByteMs > silentMs) child.kill('SIGKILL');
    }, 500);
    child.on('error', () => {});
    child.on('close', (code) => {
      clearInterval(timer);
      remove(temporary);
      resolve(code === 0 ? bytes(seen) : 'not available here');
    });
  });
}

function folderSize(target) {
  if (!existsSync(target)) return 0;
  return filesBelow(target).reduce((sum, file) => sum + Math.max(0, fileSize(path.join(target, file))), 0);
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
