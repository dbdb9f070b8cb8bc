// `npm test [-- group …]`: all checks and tests, one heading each, one closing line with the counts.

import { sayError } from './setup/messages.mjs';
import { ensureNative } from './setup/native.mjs';
import { ensurePackages } from './setup/packages.mjs';

const withoutE2e = process.argv.includes('--no-e2e');
const asked = process.argv.slice(2).filter((arg) => arg !== '--no-e2e');

/** Runs the groups one after the other and adds up what they report. */
async function runAll(groups, chosen) {
  /** @type {{passed: number, failed: number, skipped: string[]}} */
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
  await ensurePackages();
  await ensureNative();
  const { groups } = await import('./checks/groups.mjs');
  const names = Object.keys(groups);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`There is no group "${unknown}". The groups are: ${names.join(', ')}.`);
    return 2;
  }
  const all = names.filter((name) => name !== 'e2e' || !withoutE2e);
  const { passed, failed, skipped } = await runAll(groups, asked.length > 0 ? asked : all);
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
