// The groups of `npm test`, in the order they run. Each reports {passed, failed, skipped, output}.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { root } from '../setup/files.mjs';
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

async function renderer() {
  await ensureTestTools();
  const missing = missingFor.renderer();
  if (missing !== null) return await skipVitest('renderer', missing);
  return await runVitest('renderer', { env: { HONE_TEST_CHROMIUM: findChromium() } });
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
  unit: () => runVitest('unit'),
  parity: () => runVitest('parity'),
  renderer,
  e2e,
};
