// `npm test [-- group …]`: all checks and tests, one heading each, one closing line with the counts.

import { sayError } from './setup/messages.mjs';
import { ensureReady } from './setup/ready.mjs';
import { groups } from './checks/groups.mjs';

const names = Object.keys(groups);
const asked = process.argv.slice(2).filter((arg) => arg !== '--no-e2e');
const unknown = asked.filter((name) => !names.includes(name));

/** Runs the groups one after the other and adds up what they report. */
async function runAll(chosen) {
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const name of chosen) {
    const startMs = Date.now();
    process.stdout.write(`${name} … `);
    const result = await groups[name]();
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped.push(...result.skipped.map((test) => `${name}: ${test}`));
    const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
    const counts = [`${result.passed} passed`];
    if (result.failed > 0) counts.push(`${result.failed} FAILED`);
    if (result.skipped.length > 0) counts.push(`${result.skipped.length} skipped`);
    console.log(`${counts.join(', ')} (${seconds} s)`);
    if (result.failed > 0) console.log(`${result.output.trimEnd()}\n`);
  }
  return total;
}

async function main() {
  if (unknown.length > 0) {
    console.error(`There is no group "${unknown[0]}". The groups are: ${names.join(', ')}.`);
    return 2;
  }
  if (!(await ensureReady())) return 1;
  const all = process.argv.includes('--no-e2e') ? names.filter((name) => name !== 'e2e') : names;
  const { passed, failed, skipped } = await runAll(asked.length > 0 ? asked : all);
  for (const test of skipped) console.log(`skipped: ${test}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
