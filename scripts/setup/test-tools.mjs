// What only the tests need: an Electron that can be had, Chromium, a virtual screen and their libraries.

import { existsSync, readFileSync } from 'node:fs';
import { findProgram, run } from './child.mjs';
import { installedElectron } from './electron-binary.mjs';
import { ensureTestRuntime } from './electron-test-runtime.mjs';
import { say, SetupError, step } from './messages.mjs';

/** Debian packages by need; a list holds the names of one package in different releases. */
const debian = [
  ['xvfb'],
  ['xauth'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['xdg-utils'],
  ['fonts-dejavu-core'],
  ['chromium'],
];

let done = null;

/** Brings what is missing, once per process. Returns {electron}: the binary for whole-app tests, or null. */
export function ensureTestTools() {
  done ??= prepare();
  return done;
}

async function prepare() {
  await ensureSystemPackages();
  return { electron: await testElectron() };
}

/** HONE_TEST_ELECTRON, else the old Electron made for tests on 64-bit Linux, else the one of node_modules. */
async function testElectron() {
  if (process.env.HONE_TEST_ELECTRON) return process.env.HONE_TEST_ELECTRON;
  if (process.platform !== 'linux' || process.arch !== 'x64') return installedElectron();
  try {
    return await ensureTestRuntime();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`  The test runtime is missing: ${error.message}\n    Fix: ${error.fix}`);
    return installedElectron();
  }
}

async function ensureSystemPackages() {
  if (!isDebian()) return;
  const missing = await missingPackages();
  if (missing.length === 0) return;
  if (process.getuid() !== 0) {
    say(`  For all tests, install: sudo apt-get install ${missing.join(' ')}`);
    return;
  }
  await step(`System packages for the tests: ${missing.join(' ')}`, async (progress) => {
    await run('apt-get', ['update', '-q'], { timeoutMs: 120_000 });
    const { code, output } = await run(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...missing],
      {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
        onLine: (line) => progress(line.slice(0, 70)),
      },
    );
    return code === 0 ? '' : `apt-get failed: ${output.split('\n').at(-1)}`;
  });
}

function isDebian() {
  return (
    process.platform === 'linux' && existsSync('/etc/debian_version') && findProgram('dpkg-query') !== null
  );
}

async function missingPackages() {
  const names = debian.flat();
  const { output } = await run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...names]);
  const installed = new Set(
    output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(/[ :]/)[0]] : [])),
  );
  const missing = debian.filter((alternatives) => !alternatives.some((name) => installed.has(name)));
  const newNames = /VERSION_CODENAME=(trixie|forky|sid|noble|plucky|questing)/.test(
    readFileSync('/etc/os-release', 'utf8'),
  );
  return missing.map((alternatives) => (newNames ? (alternatives.at(-1) ?? '') : alternatives[0]));
}

/** Chromium or Chrome for the renderer tests: HONE_TEST_BROWSER or one on PATH; null where there is none. */
export function findChromium() {
  if (process.env.HONE_TEST_BROWSER) return process.env.HONE_TEST_BROWSER;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  return names.map(findProgram).find((file) => file !== null) ?? null;
}

/** Why a group of tests cannot run on this machine; null where it can. */
export const missingFor = {
  renderer: () => (findChromium() === null ? 'there is no Chromium on PATH' : null),
  e2e: (electron) => {
    if (electron === null) return 'there is no Electron to run';
    if (process.platform === 'linux' && findProgram('xvfb-run') === null) return 'xvfb-run is not installed';
    return null;
  },
};
