// What charts are drawn from: thinning out without losing a spike, windows of epochs, one drawing a frame.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downsample, lowerBound, rowsBetween } from '../../src/renderer/charts/downsample';
import { createDrawQueue } from '../../src/renderer/charts/draw-queue';
import { axisEnd, createEpochView } from '../../src/renderer/charts/epoch-view';

const ascending = (length: number) => Float64Array.from({ length }, (_, i) => i + 1);

test('thinning out keeps the extremes, the order and a bound on the number of points', () => {
  const values = fc.array(
    fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN)),
    {
      minLength: 1,
      maxLength: 3000,
    },
  );
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 400 }), (list, buckets) => {
      const y = Float64Array.from(list);
      const points = downsample(ascending(y.length), y, { from: 0, to: y.length }, buckets);
      const kept = points.flatMap(([, value]) => (value === null ? [] : [value]));
      const known = [...y].filter((value) => !Number.isNaN(value));
      expect(points.length).toBeLessThanOrEqual(2 * buckets);
      expect(Math.max(...kept)).toBe(Math.max(...known));
      expect(Math.min(...kept)).toBe(Math.min(...known));
      expect(points.every(([x], i) => i === 0 || x > (points[i - 1]?.[0] ?? 0))).toBe(true);
    }),
  );
});

test('a log scale leaves a gap where a value is not above zero', () => {
  const y = Float64Array.from([1, 0, -1, 2]);
  expect(downsample(ascending(4), y, { from: 0, to: 4 }, 4, true)).toEqual([
    [1, 1],
    [2, null],
    [3, null],
    [4, 2],
  ]);
});

test('a window of epochs takes one row more at each side', () => {
  const epochs = ascending(100);
  expect(lowerBound(epochs, 40)).toBe(39);
  expect(rowsBetween(epochs, 40, 60)).toEqual({ from: 38, to: 61 });
  expect(rowsBetween(epochs, 1, 100)).toEqual({ from: 0, to: 100 });
});

test('charts take turns: one drawing in each frame, a repeated wish drawn once', () => {
  const frames: (() => void)[] = [];
  const drawn: string[] = [];
  const queue = createDrawQueue((callback) => frames.push(callback));
  const loss = () => drawn.push('loss');
  const metric = () => drawn.push('metric');
  queue.request(loss);
  queue.request(metric);
  queue.request(loss);
  const perFrame: number[] = [];
  while (frames.length > 0) {
    const before = drawn.length;
    frames.shift()?.();
    perFrame.push(drawn.length - before);
  }
  expect(drawn).toEqual(['loss', 'metric']);
  expect(Math.max(...perFrame)).toBe(1);
});

test('while a run is under way its axis ends at round numbers and within the plan', () => {
  const ends = [1, 10, 11, 49, 51, 99].map((epochs) => axisEnd(epochs, 100, true));
  expect(ends).toEqual([10, 10, 20, 50, 100, 100]);
  expect(axisEnd(58, 100, false)).toBe(58);
});

test('zooming stays within the epochs and ends where everything is in view again', () => {
  const view = createEpochView();
  view.zoom(0.5, 100);
  expect(view.range.get()).toEqual({ from: 25.75, to: 75.25 });
  view.move(-9, 100);
  expect(view.range.get()?.from).toBe(1);
  view.zoom(4, 100);
  expect(view.range.get()).toBeNull();
});
