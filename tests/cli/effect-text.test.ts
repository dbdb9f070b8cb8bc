// A measured effect as text, with and without losses that can be compared.
import { expect, test } from 'vitest';
import { effectText } from '../../src/cli/effect-text';
import type { Effect } from '../../src/core/run/effect';
import { pairedEffect } from '../../src/core/statistics/paired';

const pairs = [1, 2, 3].map((seed) => ({
  seed,
  before: 0.5,
  after: 0.6 + seed / 100,
  beforeLoss: 0.9125,
  afterLoss: 0.4 + seed / 100,
}));
const effect: Effect = {
  state: 'done',
  title: 'training.l2 0 → 0.5',
  changes: [],
  data: 'wine.csv',
  target: 'quality',
  metric: 'r2',
  better: 'higher',
  part: 'test',
  rows: 100,
  pairs,
  planned: 3,
  share: 1,
  effect: pairedEffect(
    pairs.map(({ before }) => before),
    pairs.map(({ after }) => after),
    'higher',
  ),
  lossEffect: pairedEffect(
    pairs.map(({ beforeLoss }) => beforeLoss),
    pairs.map(({ afterLoss }) => afterLoss),
    'lower',
  ),
  seconds: 1,
  error: null,
};

test('an effect is told in the metric and in the loss', () => {
  const text = effectText(effect, false);
  expect(text).toContain('R² +0.1200');
  expect(text).toContain('loss before');
  expect(text).toContain('0.9125');
  expect(text).toMatch(/\nloss −0\.4\d+ \(95 % interval/);
});

test('losses that cannot be compared are not told at all', () => {
  const text = effectText({ ...effect, lossEffect: null }, false);
  expect(text).toContain('R² +0.1200');
  expect(text).not.toContain('loss');
  expect(text).not.toContain('0.9125');
});
