// The built command line end to end: the JSON of `train`, equal runs, predictions, and Ctrl-C.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createWorkplace, type Workplace } from './run-hone';
import { smallTable, type TableTask } from './small-tables';

// Every test starts processes that load TensorFlow, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let place: Workplace;

beforeAll(async () => {
  place = await createWorkplace();
  for (const task of ['regression', 'binary', 'multiclass'] as const) {
    await writeFile(join(place.folder, `${task}.csv`), smallTable(task));
  }
});

afterAll(() => place.remove());

const classMetrics = [
  'accuracy',
  'balancedAccuracy',
  'brier',
  'cohenKappa',
  'ece',
  'f1Macro',
  'f1Micro',
  'f1Weighted',
  'logLoss',
  'mcc',
  'prAuc',
  'precisionMacro',
  'recallMacro',
  'rocAuc',
];
const metricNames: Record<TableTask, string[]> = {
  regression: ['mae', 'mape', 'medianAe', 'r2', 'rmse'],
  binary: classMetrics,
  multiclass: classMetrics,
};
const brief = ['--set', 'training.epochs=6', '--set', 'model.hidden=8', '--quiet', '--json'];

async function trainOn(task: TableTask, ...more: readonly string[]) {
  const result = await place.hone('train', `${task}.csv`, '--target', 'y', ...brief, ...more);
  expect(result).toMatchObject({ exitCode: 0, messages: '' });
  return JSON.parse(result.out);
}

/** Losses and metrics of each epoch, without the time it took. */
async function history(run: string): Promise<unknown[]> {
  const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => ({ ...JSON.parse(line), seconds: 0 }));
}

describe.each(Object.keys(metricNames) as TableTask[])('train --json on a %s', (task) => {
  test('prints the contract, and the same figures a second time', async () => {
    const first = await trainOn(task);
    expect(Object.keys(first)).toEqual([
      'run',
      'task',
      'target',
      'device',
      'executor',
      'epochs',
      'bestEpoch',
      'seconds',
      'parameters',
      'metrics',
      'diagnosis',
    ]);
    expect(first).toMatchObject({ task, target: 'y', epochs: 6 });
    expect((await stat(first.run)).isDirectory()).toBe(true);
    expect(first.bestEpoch).toBeGreaterThan(0);
    expect(first.parameters).toBeGreaterThan(8);
    for (const part of ['train', 'validation', 'test']) {
      expect(Object.keys(first.metrics[part]).sort()).toEqual(metricNames[task]);
    }
    for (const finding of first.diagnosis) {
      expect(Object.keys(finding)).toEqual(['rule', 'confidence', 'evidence', 'remedies']);
    }
    const second = await trainOn(task, '--out', `${task}-run`);
    expect(second.run).toBe(join(place.folder, `${task}-run`));
    expect({ ...second, run: '', seconds: 0 }).toEqual({ ...first, run: '', seconds: 0 });
    const epochs = await history(first.run);
    expect(epochs).toHaveLength(6);
    expect(await history(second.run)).toEqual(epochs);
  });

  test('its run predicts every row', async () => {
    const out = `${task}-run`;
    const result = await place.hone('predict', out, `${task}.csv`, '--out', `${task}-preds.csv`);
    expect(result).toMatchObject({ exitCode: 0, out: '' });
    const text = await readFile(join(place.folder, `${task}-preds.csv`), 'utf8');
    const [header, ...lines] = text.trimEnd().split('\n');
    const classes = { regression: [], binary: ['no', 'yes'], multiclass: ['high', 'low', 'middle'] }[task];
    expect(header).toBe(['prediction', ...classes.map((name) => `probability:${name}`)].join(','));
    expect(lines).toHaveLength(120);
    const piped = await place.hone('predict', out, `${task}.csv`);
    expect(piped).toMatchObject({ exitCode: 0, out: text });
  });
});

test('a test file gives the figures of the test part, and no row is held out for it', async () => {
  await writeFile(join(place.folder, 'held-out.csv'), smallTable('binary', 60));
  const { run, metrics } = await trainOn('binary', '--test', 'held-out.csv');
  expect(Object.keys(metrics.test).sort()).toEqual(classMetrics);
  const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
  expect(record.rows).toEqual({ train: 102, validation: 18, test: 60 });
});

test('another seed gives another run', async () => {
  const [one, other] = [await trainOn('binary'), await trainOn('binary', '--seed', '2')];
  expect(await history(other.run)).not.toEqual(await history(one.run));
});

test('without a test part the figures for it are null', async () => {
  const { metrics } = await trainOn('binary', '--set', 'split.test=0');
  expect(metrics.test).toBeNull();
});

test('Ctrl-C keeps the best epoch and exits with 130', async () => {
  const endless = ['--set', 'training.epochs=100000', '--set', 'training.early-stopping=false'];
  let sent = false;
  const result = await place.honeWatched(
    (messages, interrupt) => {
      if (sent || !messages.includes('epoch')) return;
      sent = true;
      interrupt();
    },
    ...['train', 'binary.csv', '--target', 'y', '--json', '--out', 'stopped', ...endless],
  );
  expect(result.exitCode).toBe(130);
  const { epochs, bestEpoch, metrics } = JSON.parse(result.out);
  expect(epochs).toBeLessThan(100_000);
  expect(bestEpoch).toBeGreaterThan(0);
  expect(metrics.validation.accuracy).toBeGreaterThan(0.5);
  const predicted = await place.hone('predict', 'stopped', 'binary.csv');
  expect(predicted.exitCode).toBe(0);
});

test('a second Ctrl-C ends at once', async () => {
  const endless = ['--set', 'training.epochs=100000', '--set', 'training.early-stopping=false'];
  let sent = 0;
  const result = await place.honeWatched(
    (messages, interrupt) => {
      const due = messages.includes('Stopping') ? 2 : messages.includes('epoch') ? 1 : 0;
      for (; sent < due; sent++) interrupt();
    },
    ...['train', 'binary.csv', '--target', 'y', ...endless],
  );
  expect(result).toMatchObject({ exitCode: 130, out: '' });
});

test('a reader that goes away is no fault', async () => {
  expect(await place.honeUnread('inspect', 'binary.csv')).toMatchObject({ exitCode: 0, messages: '' });
});

test('diagnose and runs find what train made', async () => {
  const { run, diagnosis } = await trainOn('regression');
  const told = await place.hone('diagnose', run, '--json');
  const findings = JSON.parse(told.out).diagnosis as { rule: string }[];
  expect(findings.map(({ rule }) => rule)).toEqual(diagnosis.map(({ rule }: { rule: string }) => rule));
  const listed = await place.hone('runs', 'regression.csv', '--json');
  expect((JSON.parse(listed.out) as { run: string }[])[0]?.run).toBe(run);
});

test('check finds a fault before any training, and train tells of it', async () => {
  const bad = ['--set', 'training.learning-rate=100', '--set', 'model.hidden=8'];
  const checked = await place.hone('check', 'binary.csv', '--target', 'y', '--json', '--quiet', ...bad);
  expect(checked).toMatchObject({ exitCode: 1, messages: '' });
  const { preflight } = JSON.parse(checked.out) as { preflight: { checks: { id: string; light: string }[] } };
  expect(preflight.checks[0]).toMatchObject({ id: 'learning-rate', light: 'red' });
  const trained = await place.hone('train', 'binary.csv', '--target', 'y', '--set', 'training.epochs=3');
  expect(trained.messages).toMatch(/Pre-flight/);
  const fine = await place.hone('check', 'binary.csv', '--target', 'y');
  expect(fine.out).toMatch(/\d checks/);
});
