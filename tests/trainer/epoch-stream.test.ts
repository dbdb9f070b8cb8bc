// Epochs on their way out: in the file all of them, over the line in batches, after a crash only the whole lines.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Epoch, epochSchema } from '../../src/core/run/epoch';
import type { EpochBatch } from '../../src/core/run/job';
import { type Telemetry, telemetrySchema } from '../../src/core/run/telemetry';
import { createEpochStream } from '../../src/trainer/epoch-stream';
import { truncateLines } from '../../src/trainer/run-files';

const epochOf = (epoch: number, seconds = 0.5, phase: Epoch['phase'] = 'training'): Epoch => ({
  epoch,
  phase,
  stepLoss: 1 / epoch,
  trainLoss: null,
  validationLoss: 0.5,
  trainMetric: 0.25,
  validationMetric: 0.125,
  averageLoss: null,
  lossNoise: 0.25,
  learningRate: 0.001,
  gradientNorm: 2,
  seconds,
});

const temporaryFile = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'hone-stream-')), 'metrics.jsonl');

const telemetryOf = (file: string) => path.join(path.dirname(file), 'telemetry.jsonl');

const lookOf = (epoch: number): Telemetry => ({
  epoch,
  phase: 'training',
  layers: [],
  loss: 0.5,
  lossNoise: null,
  rows: 256,
  seconds: 0.01,
});

function stream(file: string) {
  const batches: EpochBatch[] = [];
  const out = createEpochStream({
    runId: 'r',
    file,
    telemetryFile: telemetryOf(file),
    planned: { pretraining: 20, training: 100 },
    send: (batch) => batches.push(batch),
  });
  return { out, batches };
}

test('every epoch reaches the file and the line once, in order', () => {
  const file = temporaryFile();
  const { out, batches } = stream(file);
  const epochs = Array.from({ length: 40 }, (_, i) => epochOf(i + 1));
  for (const epoch of epochs) out.add(epoch);
  out.flush();
  out.flush();
  expect(batches.flatMap((batch) => batch.epochs)).toEqual(epochs);
  expect(batches.map((batch) => batch.seq)).toEqual(batches.map((_, i) => i));
  // Far more epochs than batches: a line that is asked every millisecond answers twenty times a second.
  expect(batches.length).toBeLessThan(epochs.length);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(epochs);
});

test('the time left follows the usual epoch, not the first, which compiles', () => {
  const { out, batches } = stream(temporaryFile());
  out.add(epochOf(1, 60));
  for (let epoch = 2; epoch <= 10; epoch++) out.add(epochOf(epoch, 0.5));
  out.flush();
  expect(batches.at(-1)?.secondsLeft).toBeCloseTo(45, 6);
});

test('a run that goes on keeps the lines up to its checkpoint, and no half line', () => {
  const file = temporaryFile();
  const lines = [1, 2, 3].map((epoch) => JSON.stringify(epochOf(epoch)));
  writeFileSync(file, `${lines.join('\n')}\n{"epoch":4,"stepLo`);
  truncateLines(file, epochSchema, { pretraining: 0, training: 4 });
  expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`);
  truncateLines(file, epochSchema, { pretraining: 0, training: 2 });
  expect(readFileSync(file, 'utf8')).toBe(`${lines.slice(0, 2).join('\n')}\n`);
});

test('phases count for themselves: batches hold one of them, and the time left is that of the phase', () => {
  const file = temporaryFile();
  const { out, batches } = stream(file);
  for (let epoch = 1; epoch <= 20; epoch++) out.add(epochOf(epoch, 2, 'pretraining'));
  out.add(epochOf(1, 0.5));
  out.flush();
  expect(batches.every(({ epochs }) => new Set(epochs.map(({ phase }) => phase)).size === 1)).toBe(true);
  expect(batches.at(-2)?.secondsLeft).toBe(0);
  expect(batches.at(-1)?.secondsLeft).toBeCloseTo(49.5, 6);

  truncateLines(file, epochSchema, { pretraining: 3, training: 0 });
  const kept = readFileSync(file, 'utf8').trim().split('\n');
  expect(kept.map((line) => (JSON.parse(line) as Epoch).epoch)).toEqual([1, 2, 3]);
});

test('looks go with the epochs that they were taken after, into a file of their own', () => {
  const file = temporaryFile();
  const { out, batches } = stream(file);
  for (let epoch = 1; epoch <= 30; epoch++) out.add(epochOf(epoch), epoch % 10 === 0 ? lookOf(epoch) : null);
  out.flush();
  expect(batches.flatMap(({ telemetry }) => telemetry)).toEqual([10, 20, 30].map(lookOf));
  for (const { epochs, telemetry } of batches) {
    const told = epochs.map(({ epoch }) => epoch);
    for (const { epoch } of telemetry) expect(told).toContain(epoch);
  }
  const looks = () =>
    readFileSync(telemetryOf(file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(looks()).toEqual([10, 20, 30].map(lookOf));
  truncateLines(telemetryOf(file), telemetrySchema, { pretraining: 0, training: 25 });
  expect(looks()).toEqual([10, 20].map(lookOf));
});

test('each batch tells the best epoch as it stands after its last one', () => {
  const { out, batches } = stream(temporaryFile());
  out.add(epochOf(1), null, 1);
  out.flush();
  for (const epoch of [2, 3]) out.add(epochOf(epoch), null, 2);
  out.flush();
  expect(batches[0]?.bestEpoch).toBe(1);
  expect(batches.at(-1)).toMatchObject({ bestEpoch: 2 });
});
