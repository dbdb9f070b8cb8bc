// Runs one vitest project and counts its tests from vitest's own JSON report.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { readJson, remove, root } from '../setup/files.mjs';

const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');

/** Runs a project; `screen` is a command to run it under. */
export async function runVitest(project, { env = {}, screen = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hone-test-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = [...screen, process.execPath, vitest, 'run', '--project', project, ...reporters];
  const { code, output } = await run(command[0], command.slice(1), { cwd: root, env });
  const result = countTests(readJson(report), { code, output });
  remove(folder);
  return result;
}

/** The tests of a project that cannot run here, each named with the reason. */
export async function skipVitest(project, reason) {
  const { output } = await run(process.execPath, [vitest, 'list', '--project', project], { cwd: root });
  const names = output.split('\n').filter((line) => line.includes(' > '));
  const skipped = (names.length > 0 ? names : [`all of ${project}`]).map((name) => `${name} (${reason})`);
  return { passed: 0, failed: 0, skipped, output };
}

/**
 * The counts of a report. A file that could not be loaded, an error outside any test, a missing report and a
 * group without a single test are failures too.
 */
export function countTests(report, { code, output }) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (...states) => tests.filter((test) => states.includes(test.status)).length;
  const passed = count('passed');
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  ).length;
  let failed = count('failed') + broken;
  if (failed === 0 && (code !== 0 || tests.length === 0)) failed = 1;
  const skipped = tests
    .filter((test) => !['passed', 'failed'].includes(test.status))
    .map((test) => test.fullName);
  return { passed, failed, skipped, output: tests.length === 0 ? `${output}\nNo test was found.` : output };
}

function isFailed(test) {
  return test.status === 'failed';
}
