import { expect, test } from 'vitest';
import { applyChanges } from '../../../src/core/recipe/paths';
import { defaultRecipe } from '../../../src/core/recipe/recipe';
import { candidatesOf } from '../../../src/core/run/candidates';
import { candidateSchema, type Measurement, measurementSchema } from '../../../src/core/run/comparison';
import type { Device } from '../../../src/core/run/device';
import {
  candidateName,
  measurementOf,
  type Observation,
  recommend,
  timesToSameLoss,
} from '../../../src/core/run/judge-comparison';

const device = (id: string, part: Partial<Device> = {}): Device => ({
  id,
  kind: id.startsWith('gpu') ? 'gpu' : (id as 'cpu' | 'wasm'),
  title: id,
  threads: id === 'cpu' ? 2 : null,
  memoryBytes: null,
  available: true,
  reason: null,
  fix: null,
  note: null,
  ...part,
});

test('every available device is a candidate, with changes that a recipe takes', () => {
  const devices = [device('cpu'), device('gpu:1'), device('gpu:2', { available: false }), device('wasm')];
  const candidates = candidatesOf(devices);
  expect(candidates.map(({ id }) => id)).toEqual([
    'cpu 2 graph',
    'cpu 2 xla',
    'cpu 1 graph',
    'cpu 1 xla',
    'gpu:1 graph',
    'gpu:1 xla',
    'gpu:1 xla mixed',
    'wasm eager',
  ]);
  for (const candidate of candidates) {
    expect(candidateSchema.parse(candidate)).toEqual(candidate);
    const { hardware } = applyChanges(defaultRecipe('y'), candidate.changes);
    expect(hardware).toMatchObject({ device: candidate.kind, executor: candidate.executor });
  }
  const mixed = candidates.find(({ id }) => id === 'gpu:1 xla mixed')!;
  expect(applyChanges(defaultRecipe('y'), mixed.changes).hardware).toMatchObject({
    gpu: 1,
    precision: 'mixed',
  });
  expect(candidatesOf([device('cpu', { threads: 16 })]).map(({ threads }) => threads)).toEqual([
    16, 16, 8, 8, 1, 1,
  ]);
  expect(candidatesOf([device('cpu', { threads: 1 })])).toHaveLength(2);
});

const candidates = candidatesOf([device('cpu'), device('wasm')]);
const [graph, xla, single, , wasm] = candidates as [
  (typeof candidates)[0],
  (typeof candidates)[0],
  (typeof candidates)[0],
  (typeof candidates)[0],
  (typeof candidates)[0],
];
const seen = (buildSeconds: number, seconds: number[], losses: (number | null)[]): Observation => ({
  buildSeconds,
  rows: 1000,
  epochs: seconds.map((value, i) => ({ seconds: value, loss: losses[i] ?? null })),
});

test('the median epoch counts, and what the first took longer is compiling', () => {
  const measured = measurementOf(xla, seen(0.25, [1.5, 0.4, 0.5, 9], []), 100);
  expect(measured).toMatchObject({ epochs: 4, epochSeconds: 0.5, compileSeconds: 1.25, rowsPerSecond: 2000 });
  expect(measured.runSeconds).toBeCloseTo(51.25);
  expect(measurementOf(xla, seen(0.25, [0.5], []), 10)).toMatchObject({
    epochSeconds: 0.5,
    compileSeconds: 0.25,
  });
  const none = measurementOf(xla, seen(0, [], []), 10);
  expect(none).toMatchObject({ epochs: 0, epochSeconds: null, runSeconds: null });
  expect(measurementSchema.parse(none)).toEqual(none);
});

test('the same loss is the lowest that all of them reached, and rounding does not count', () => {
  const { loss, seconds } = timesToSameLoss(
    new Map([
      ['fast', seen(1, [1, 0.1, 0.1, 0.1], [0.9, 0.5001, 0.3, 0.2])],
      ['slow', seen(0.2, [5, 4], [0.9, 0.5])],
    ]),
  );
  expect(loss).toBe(0.5);
  expect(seconds.get('fast')).toBeCloseTo(2.1);
  expect(seconds.get('slow')).toBeCloseTo(9.2);
});

test('candidates without a finite loss have no such time', () => {
  expect(timesToSameLoss(new Map([['a', seen(0, [1, 1], [null, null])]])).loss).toBeNull();
  expect(timesToSameLoss(new Map()).loss).toBeNull();
});

const done = (
  candidate: Measurement['candidate'],
  runSeconds: number,
  compileSeconds = 0.1,
): Measurement => ({
  ...measurementOf(candidate, seen(compileSeconds, [1], [1]), 1),
  state: 'done',
  runSeconds,
  compileSeconds,
});

test('the shortest planned run is recommended, with the ratio to the next other device', () => {
  const { recommended, why } = recommend([done(graph, 12), done(xla, 4), done(single, 7), done(wasm, 40)]);
  expect(recommended).toBe('cpu 2 xla');
  expect(why).toBe(
    'CPU, 2 threads, XLA ends the planned run first, in about 4 s; CPU, 1 thread, graph would take 1.8 times as long.',
  );
});

test('among equals the first is taken, and what failed is not', () => {
  expect(recommend([done(graph, 4.1), done(xla, 4)]).recommended).toBe('cpu 2 graph');
  expect(recommend([{ ...done(graph, 1), state: 'failed' }, done(wasm, 4)]).recommended).toBe('wasm eager');
  expect(recommend([])).toEqual({ recommended: null, why: null });
  expect(recommend([done(graph, 4), done(single, 4.1)]).why).toContain('takes about as long');
  expect(recommend([done(graph, 4, 3), done(wasm, 40)]).why).toContain('Most of that is compiling');
});

test('candidates have names that tell them apart', () => {
  expect(candidates.map(candidateName)).toEqual([
    'CPU, 2 threads, graph',
    'CPU, 2 threads, XLA',
    'CPU, 1 thread, graph',
    'CPU, 1 thread, XLA',
    'WebAssembly',
  ]);
  const [, , mixed] = candidatesOf([device('gpu:3')]);
  expect(candidateName(mixed!)).toBe('GPU 3, XLA, mixed precision');
});
