// The judge takes column 0 as the prediction and the columns behind it as quantiles, all in the target's own unit.
import { expect, test } from 'vitest';
import { createJudge } from '../../src/trainer/judge';

const losses = Float32Array.of(1, 2, 3);
const targets = Float32Array.of(-1, 0, 1);

test('a number', () => {
  const judge = createJudge({ kind: 'number', name: 'y', mean: 10, deviation: 2 });
  const predictions = Float32Array.of(-1, 0.5, 1);
  const { r2, mae, pinball } = judge.metrics({ losses, predictions }, targets);
  expect([r2, mae, pinball]).toEqual([1 - 0.25 / 2, expect.closeTo(1 / 3, 12), undefined]);
  expect(judge.score({ losses, predictions }, targets)).toEqual({ loss: 2, metric: 1 - 0.25 / 2 });
});

test('a number with quantiles', () => {
  const judge = createJudge({ kind: 'number', name: 'y', mean: 10, deviation: 2, quantiles: [0.1, 0.9] });
  // Rows of value, q10, q90: the last row lies outside its range.
  const predictions = Float32Array.of(-1, -2, 0, 0.5, -1, 1, 1, 1.5, 2);
  const found = judge.metrics({ losses, predictions }, targets);
  expect(found).toMatchObject({ r2: 1 - 0.25 / 2, coverage: 2 / 3 });
  // Errors below and above in the file's unit: 2, 2 by 0.1 and −1 by 0.9; and 2, 2, 2 by 0.1.
  expect(found.pinball).toBeCloseTo((0.1 * 4 + 0.9 + 0.1 * 6) / 6, 12);
  expect(judge.score({ losses, predictions }, targets).metric).toBe(1 - 0.25 / 2);
  const outcome = judge.outcome('test', { losses, predictions }, targets);
  expect(outcome).toMatchObject({ actual: [8, 10, 12], predicted: [8, 11, 12] });
});

test('classes', () => {
  const judge = createJudge({ kind: 'classes', name: 'y', classes: ['a', 'b'] });
  const evaluation = { losses, predictions: Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4) };
  expect(judge.metrics(evaluation, Float32Array.of(0, 1, 1)).accuracy).toBeCloseTo(2 / 3, 12);
  expect(judge.score(evaluation, Float32Array.of(0, 1, 1)).metric).toBeCloseTo(2 / 3, 12);
});
