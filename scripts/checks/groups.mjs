// The groups of `npm test`, in the order they run. Each reports {passed, failed, skipped, output}.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from '../setup/build.mjs';
import { run } from '../setup/child.mjs';
import { root } from '../setup/files.mjs';
import { SetupError } from '../setup/messages.mjs';
import { ensureTestTools, findChromium, missingFor } from '../setup/test-tools.mjs';
import { runVitest, skipVitest } from './vitest-group.mjs';

/** A check that passes or fails as one: a program of node_modules, or a script of ours, with exit code 0. */
function check(script, args = []) {
  return async () => {
    const { code, output } = await run(process.execPath, [path.join(root, script), ...args], { cwd: root });
    const passed = code === 0 ? 1 : 0;
    return { passed, failed: 1 - passed, skipped: [], output };
  };
}

function lintTargets() {
  const candidates = [
    'src',
    'tests',
    'scripts',
    'bin',
    'bench',
    'electron.vite.config.ts',
    'vitest.config.ts',
  ];
  return candidates.filter((name) => existsSync(path.join(root, name)));
}

/** The build, as a check: tests of a stale build would say nothing about the sources. */
async function build() {
  try {
    await ensureBuild();
    return { passed: 1, failed: 0, skipped: [], output: '' };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { passed: 0, failed: 1, skipped: [], output: `${error.details}\n${error.message}` };
  }
}

/** A group that needs the build: fails with it instead of running. */
function built(work) {
  return async () => {
    const result = await build();
    return result.failed > 0 ? result : await work();
  };
}

async function renderer() {
  await ensureTestTools();
  const missing = missingFor.renderer();
  if (missing !== null) return await skipVitest('renderer', missing);
  return await runVitest('renderer', { env: { HONE_TEST_BROWSER: findChromium() } });
}

async function e2e() {
  const { electron } = await ensureTestTools();
  const missing = missingFor.e2e(electron);
  if (missing !== null) return await skipVitest('e2e', missing);
  const screen = process.platform === 'linux' ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] : [];
  return await runVitest('e2e', { env: { HONE_TEST_ELECTRON: electron }, screen });
}

/** Name and work of each group. */
export const groups = {
  format: check('node_modules/@biomejs/biome/bin/biome', ['format', '.']),
  lint: check('node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', ...lintTargets()]),
  types: check('node_modules/typescript/bin/tsc', ['-b']),
  knip: check('node_modules/knip/bin/knip.js', ['--no-progress']),
  budget: check('scripts/checks/budget.mjs'),
  build,
  unit: () => runVitest('unit'),
  parity: () => runVitest('parity'),
  renderer: built(renderer),
  e2e: built(e2e),
};
