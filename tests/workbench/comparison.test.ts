// Comparing devices with fake trainers: what is measured, what a failure does, cancelling, and being refused.
import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Comparison } from '../../src/core/run/comparison';
import { commands } from '../../src/workbench/contract/commands';
import { workbenchEventSchema } from '../../src/workbench/contract/events';
import { threadShare } from '../../src/workbench/jobs/slots';
import { openBench, recipeFor, temporaryFolder, type TestBench } from './bench';

/** Compares to the end. */
async function compare({ workbench, file }: TestBench, behaviour: string, epochs = 6): Promise<Comparison> {
  await workbench.comparisons.begin({ data: file, recipe: recipeFor(behaviour, epochs), seconds: 0.02 });
  return (await workbench.comparisons.ended()) as Comparison;
}

const states = ({ measurements }: Comparison) => measurements.map(({ state }) => state);

test('each candidate is trained in turn, told about, and leaves nothing behind', async () => {
  const bench = await openBench();
  const folder = await temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const comparison = await compare(bench, 'fine');
  expect(comparison).toMatchObject({
    state: 'done',
    target: 'fine',
    rows: 10,
    plannedEpochs: 6,
    error: null,
  });
  expect(comparison.measurements.map(({ candidate }) => candidate.id)).toEqual([
    'cpu 2 graph',
    'cpu 2 xla',
    'cpu 1 graph',
    'cpu 1 xla',
    'wasm eager',
  ]);
  for (const one of comparison.measurements) {
    expect(one).toMatchObject({ state: 'done', epochSeconds: 0.01, rowsPerSecond: 1000, error: null });
    expect(one.epochs).toBeGreaterThanOrEqual(4);
    expect(one.lossSeconds).toBeGreaterThan(0);
  }
  expect(comparison.sameLoss).toBeLessThanOrEqual(1 / 4);
  expect(comparison.left).toEqual([{ device: 'gpu:0', title: 'GPU', reason: 'No GPU.' }]);
  expect(comparison.recommended).not.toBeNull();
  expect(await readdir(folder)).toEqual([]);
  const told = bench.events.map((event) => workbenchEventSchema.parse(event));
  expect(told.at(-1)).toEqual({ kind: 'devicesCompared', comparison });
  expect(bench.workbench.comparisons.current()).toEqual(comparison);
});

test('a device that fails is named, and the others are compared all the same', async () => {
  const comparison = await compare(await openBench(), 'fails on wasm');
  expect(states(comparison)).toEqual(['done', 'done', 'done', 'done', 'failed']);
  expect(comparison.state).toBe('done');
  expect(comparison.measurements.at(-1)?.error?.message).toContain('exit code 5');
  expect(comparison.recommended).toMatch(/^cpu/);
});

test('a fault of the recipe ends the comparison with its reason', async () => {
  const comparison = await compare(await openBench(), 'fails');
  expect(comparison).toMatchObject({
    state: 'failed',
    error: { code: 'target-invalid', message: 'No such target.' },
    recommended: null,
  });
  expect(states(comparison)).toEqual(['failed', 'waiting', 'waiting', 'waiting', 'waiting']);
});

test('a comparison on a page is started, asked for and cancelled by commands', async () => {
  const { workbench, file, dialogs } = await openBench();
  dialogs.openData = async () => file;
  const ask = async (name: keyof typeof commands, input: unknown) => {
    const answer = await workbench.call(name, input);
    if (!answer.ok) throw new Error(answer.error.message);
    return commands[name].output.parse(answer.value);
  };
  expect(await ask('devices.comparison', {})).toBeNull();
  const { datasetId } = (await ask('dataset.choose', {})) as { datasetId: string };
  const input = { datasetId, recipe: recipeFor('hangs', 10_000) };
  expect(await ask('devices.compare', input)).toMatchObject({ state: 'running' });
  const second = await workbench.call('devices.compare', input);
  expect(second).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  await ask('devices.cancel', {});
  expect(await ask('devices.comparison', {})).toMatchObject({ state: 'cancelled', recommended: null });
  // Over: the next one may begin.
  await ask('devices.compare', { datasetId, recipe: recipeFor('fine') });
});

test('while a run trains nothing is measured', async () => {
  const { workbench, file } = await openBench();
  const run = await workbench.startRun({
    data: file,
    test: null,
    recipe: recipeFor('fine', 500),
    folder: null,
  });
  const begun = workbench.comparisons.begin({ data: file, recipe: recipeFor('fine') });
  await expect(begun).rejects.toMatchObject({
    code: 'request-invalid',
    fix: expect.stringContaining('Wait'),
  });
  await workbench.control(run.id, 'cancel');
  await workbench.waitForRun(run.id);
});

test('trainings share the cores fairly, and none gets less than one thread', () => {
  expect([1, 2, 3, 8, 20].map((inHand) => threadShare(8, inHand))).toEqual([8, 4, 2, 1, 1]);
  expect(threadShare(1, 5)).toBe(1);
  expect(threadShare(8, 0)).toBe(8);
});
