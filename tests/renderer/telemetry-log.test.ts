// Looks into the layers: in order, without repetitions, thinned out, the newest always there.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTelemetryLog } from '../../src/renderer/state/telemetry-log';
import { epochOf, pretrainingEpochOf } from './fake/fake-run';
import { lookAfter } from './fake/telemetry';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const looks = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => lookAfter(epochOf(from + i, 100, 0.01)));
const epochs = (log: ReturnType<typeof createTelemetryLog>) =>
  log.shown.get().training.map(({ epoch }) => epoch);

test('looks that are there already are not taken twice, and each phase has its own', () => {
  const log = createTelemetryLog();
  log.append([lookAfter(pretrainingEpochOf(1, 10, 0.01)), ...looks(1, 3)]);
  log.append(looks(2, 5));
  expect(epochs(log)).toEqual([1, 2, 3]);
  vi.runAllTimers();
  expect(epochs(log)).toEqual([1, 2, 3, 4, 5]);
  expect(log.shown.get().pretraining).toHaveLength(1);
  log.clear();
  expect(epochs(log)).toEqual([]);
});

test('many looks are thinned out evenly; the first and the newest stay', () => {
  const log = createTelemetryLog();
  for (let start = 1; start <= 5001; start += 100) log.append(looks(start, start + 99));
  vi.runAllTimers();
  const shown = epochs(log);
  expect(shown.length).toBeLessThanOrEqual(601);
  expect(shown.length).toBeGreaterThan(250);
  expect(shown[0]).toBe(1);
  expect(shown.at(-1)).toBe(5100);
  const steps = shown.slice(1, -1).map((epoch, i) => epoch - (shown[i] as number));
  expect(new Set(steps).size).toBe(1);
});
