// The choice between executors follows from shapes and steps alone.
import { expect, test } from 'vitest';
import { chooseExecutor, type ExecutorFacts } from '../../src/engine/train/executor-rule';

const facts: ExecutorFacts = {
  backend: 'tensorflow',
  wish: 'auto',
  parameters: 20_000,
  batchSize: 128,
  plannedSteps: 20_000,
};

test.each<[string, Partial<ExecutorFacts>, string]>([
  ['many small steps pay for XLA', {}, 'xla'],
  ['a short run does not', { plannedSteps: 500 }, 'graph'],
  ['few steps pay if each is large', { parameters: 300_000, batchSize: 1024, plannedSteps: 800 }, 'xla'],
  ['a recurrence pays soon', { parameters: 5000, plannedSteps: 500, timeSteps: 48 }, 'xla'],
  ['a wish is followed', { wish: 'graph' }, 'graph'],
  ['also against the rule', { wish: 'xla', plannedSteps: 1 }, 'xla'],
  ['wasm runs op by op whatever is wished', { backend: 'wasm', wish: 'xla' }, 'eager'],
])('%s', (_title, change, kind) => {
  expect(chooseExecutor({ ...facts, ...change })).toBe(kind);
});
