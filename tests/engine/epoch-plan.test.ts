// What the steps of an epoch are given: order of the rows, and every dial.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialNames } from '../../src/core/choices/layers/layer';
import type { Recipe } from '../../src/core/recipe/recipe';
import { batchSizeAt, type EpochFacts, planEpoch, updatesPerEpoch } from '../../src/engine/train/epoch-plan';
import { smallRecipe } from './small-training';

const facts = (recipe: Recipe, more: Partial<EpochFacts> = {}): EpochFacts => ({
  recipe,
  epoch: 0,
  steps: 10,
  rows: 100,
  classes: null,
  updates: 0,
  losses: [],
  ...more,
});

function dial(name: (typeof dialNames)[number], given: EpochFacts): number[] {
  const { dials } = planEpoch(given);
  return Array.from(
    { length: given.steps },
    (_, step) => dials[step * dialNames.length + dialNames.indexOf(name)]!,
  );
}

test('every epoch shuffles all rows anew, and the same way each time', () => {
  const recipe = smallRecipe();
  const [first, again, next] = [0, 0, 1].map((epoch) => planEpoch(facts(recipe, { epoch })));
  expect(again).toEqual(first);
  expect(next!.order).not.toEqual(first!.order);
  expect(next!.keys).not.toEqual(first!.keys);
  expect([...first!.order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(new Set(first!.keys).size).toBe(20);
});

test('file order keeps the rows as they are', () => {
  const { order } = planEpoch(facts(smallRecipe({ training: { sampling: 'file-order' } })));
  expect([...order]).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test('balanced sampling draws every class equally often', () => {
  const recipe = smallRecipe({ training: { sampling: 'balanced' } });
  const classes = Float32Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : i < 97 ? 1 : 2));
  const counts = [0, 0, 0];
  for (let epoch = 0; epoch < 60; epoch++) {
    const { order } = planEpoch(facts(recipe, { epoch, classes }));
    expect(order.length).toBe(100);
    for (const row of order) counts[classes[row]!]! += 1;
  }
  // 6,000 draws of a fair three-sided coin: deviation 36.5.
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(5 * 36.5);
  const regression = planEpoch(facts(recipe));
  expect(new Set(regression.order).size).toBe(100);
});

test('warm-up rises in front of the schedule, which has the rest of the run', () => {
  const recipe = smallRecipe({
    training: { epochs: 6, warmup: 2, learningRate: 1, schedule: { kind: 'cosine' } },
  });
  const rates = [0, 1, 2, 5].flatMap((epoch) => dial('learningRate', facts(recipe, { epoch })));
  for (let i = 0; i < 20; i++) expect(rates[i]).toBeCloseTo((i + 1) / 20, 5);
  expect(rates[20]).toBeCloseTo(1, 6);
  const [, , , last] = [0, 1, 2, 3].map((i) => rates.slice(10 * i, 10 * i + 10));
  expect(last![9]).toBeCloseTo(0.5 * (1 + Math.cos(Math.PI * (3.9 / 4))), 5);
});

test('accumulated batches update at the end of each group, with the mean of the group', () => {
  const recipe = smallRecipe({ training: { accumulate: 4 } });
  expect(dial('apply', facts(recipe))).toEqual([0, 0, 0, 0.25, 0, 0, 0, 0.25, 0, 0.5]);
  expect(updatesPerEpoch(10, 4)).toBe(3);
});

test('weight decay is the recipe’s and the optimizer’s, and follows its schedule', () => {
  const training = {
    weightDecay: 0.5,
    optimizer: { kind: 'adamw', weightDecay: 0.25 },
    weightDecaySchedule: { kind: 'polynomial' },
  };
  const decays = dial('weightDecay', facts(smallRecipe({ training })));
  expect(decays[0]).toBeCloseTo(0.75, 6);
  expect(decays[9]!).toBeLessThan(decays[0]!);
});

test('dropout follows its schedule', () => {
  const recipe = smallRecipe({
    model: { dropout: 0.4 },
    training: { epochs: 4, dropoutSchedule: { kind: 'flat-cosine' } },
  });
  expect(dial('dropout', facts(recipe, { epoch: 1 }))[5]).toBeCloseTo(0.4, 6);
  expect(dial('dropout', facts(recipe, { epoch: 3 }))[9]!).toBeLessThan(0.02);
});

test('mixup shares are draws of its Beta distribution, or the row alone', () => {
  expect(dial('mixup', facts(smallRecipe()))).toEqual(Array.from({ length: 10 }, () => 1));
  const shares = dial(
    'mixup',
    facts(smallRecipe({ training: { mixup: 0.3 } }), { steps: 4000, rows: 4000 } as never),
  );
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

test('a growing batch never shrinks, never passes its limit or the rows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 1.1, max: 16, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 3000 }),
      (batchSize, factor, every, largest, rows) => {
        const recipe = smallRecipe({
          training: { batchSize, batchGrowth: { enabled: true, factor, every, largest } },
        });
        const sizes = Array.from({ length: 60 }, (_, epoch) => batchSizeAt(recipe, epoch, rows));
        expect(sizes[0]).toBe(Math.min(batchSize, rows));
        for (const [i, size] of sizes.entries()) {
          expect(size).toBeGreaterThanOrEqual(sizes[Math.max(0, i - 1)]!);
          expect(size).toBeLessThanOrEqual(Math.min(rows, Math.max(batchSize, largest)));
        }
      },
    ),
  );
});
