// Epochs as columns: growth, gaps, repetitions, and the best one.
import { expect, test } from 'vitest';
import type { Epoch } from '../../src/core/run/epoch';
import { createEpochColumns } from '../../src/renderer/state/epoch-columns';

function epoch(number: number, validationLoss: number | null): Epoch {
  return {
    epoch: number,
    phase: 'training',
    averageLoss: null,
    lossNoise: null,
    stepLoss: 1,
    trainLoss: number / 10,
    validationLoss,
    trainMetric: null,
    validationMetric: 0.5,
    learningRate: 0.001,
    gradientNorm: null,
    seconds: 0.01,
  };
}

test('columns grow past their first capacity and keep every epoch in order', () => {
  const columns = createEpochColumns();
  for (let start = 1; start <= 5000; start += 7)
    columns.append(Array.from({ length: 7 }, (_, i) => epoch(start + i, 1 / (start + i))));
  const epochs = columns.column('epoch');
  expect(columns.length()).toBe(5005);
  expect(epochs.every((value, i) => value === i + 1)).toBe(true);
  expect(columns.column('trainLoss')[4999]).toBe(500);
});

test('unknown numbers are NaN, and the best epoch is the one that was told', () => {
  const columns = createEpochColumns();
  columns.append([epoch(1, null), epoch(2, 0.4), epoch(3, 0.4), epoch(4, 0.5)], 3);
  expect(columns.column('validationLoss')[0]).toBeNaN();
  expect(columns.column('trainMetric')[2]).toBeNaN();
  expect(columns.bestEpoch()).toBe(3);
  columns.append([], 4);
  expect(columns.bestEpoch()).toBe(4);
});

test('epochs that are already there are dropped, and change nothing', () => {
  const columns = createEpochColumns();
  let changes = 0;
  columns.onChange(() => {
    changes += 1;
  });
  columns.append([epoch(1, 1), epoch(2, 1)]);
  columns.append([epoch(2, 9)]);
  columns.append([epoch(2, 9), epoch(3, 0.5)]);
  expect([...columns.column('epoch')]).toEqual([1, 2, 3]);
  expect(columns.column('validationLoss')[1]).toBe(1);
  expect(changes).toBe(2);
  columns.clear();
  expect(columns.length()).toBe(0);
  expect(columns.bestEpoch()).toBe(0);
});
