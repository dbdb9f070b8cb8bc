// What the advisor says of the next run, and of a look into it, in sentences.
import { expect, test } from 'vitest';
import { applyChanges, type RecipeValue } from '../../src/core/recipe/paths';
import type { Telemetry } from '../../src/core/run/telemetry';
import { describePlan } from '../../src/renderer/advisor/plan';
import { describeFewLooks } from '../../src/renderer/pages/train/layers/few-looks';
import { verdict } from '../../src/renderer/pages/train/effect/effect-result';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import type { Effect } from '../../src/core/run/effect';
import type { Profile } from '../../src/core/run/profile';

const column = (name: string) => ({ name, type: 'number' as const, missing: 0, distinct: 90 });
const profile = {
  rows: 100,
  preview: [],
  columns: [...Array.from({ length: 48 }, (_, i) => column(`t${i}`)), column('y')],
} as unknown as Profile;

test.each<[Record<string, RecipeValue>, RegExp]>([
  [
    { 'model.hidden': [64, 32] },
    /^Multi-layer perceptron with hidden layers of 64, 32; about [\d,]+ weights\.$/,
  ],
  [{ 'model.hidden': [] }, /^Multi-layer perceptron without a hidden layer; about/],
  [
    { 'model.family': 'recurrent', 'model.steps': 48 },
    /^LSTM, 64 units, over 48 time steps; about [\d,]+ weights\.$/,
  ],
  [
    {
      'model.family': 'recurrent',
      'model.cell': 'gru',
      'model.bidirectional': true,
      'model.units': [16, 8],
      'model.hidden': [32],
    },
    /^Bidirectional GRU, 16 and 8 units, over 1 time step, then dense layers of 32; about/,
  ],
  [
    { 'model.family': 'convolutional', 'model.steps': 48 },
    /^Convolutional network, 32 and 32 filters of length 3, over 48 time steps, then dense layers of 64; about/,
  ],
])('the network of %j', (changes, sentence) => {
  const recipe = applyChanges(defaultRecipe('y'), changes);
  expect(describePlan(profile, recipe, null)).toContainEqual(expect.stringMatching(sentence));
});

const mixed = {
  rows: 100,
  preview: [],
  columns: [
    ...['a', 'b', 'c'].map(column),
    { ...column('gaps'), missing: 4 },
    { ...column('day'), type: 'date', minimum: 19_000, maximum: 19_100 },
    { ...column('shop'), type: 'category', distinct: 5 },
    { ...column('note'), type: 'text', distinct: 100 },
    column('y'),
  ],
} as unknown as Profile;

test.each<[Record<string, RecipeValue>, string]>([
  // Three numbers, one with a mark of its gaps, the day and five shops; texts are left out.
  [{}, '6 features become 11 inputs'],
  [{ 'prepare.text': 'words', 'prepare.text.features': 64 }, '7 features become 75 inputs'],
  // Weekday, day, month and day of the year go round; whole days have no hour.
  [{ 'prepare.dates': 'cyclic' }, '6 features become 19 inputs'],
  [{ 'prepare.dates': 'cyclic', 'prepare.dates.trend': false }, '6 features become 18 inputs'],
  [
    { 'prepare.columns': [{ columns: ['shop'], encoder: { kind: 'ordinal' } }] },
    '6 features become 7 inputs',
  ],
  // Five measured columns give 10 products of two, and 15 with their squares.
  [{ 'prepare.features': [{ kind: 'polynomial', interactionsOnly: true }] }, '6 features become 21 inputs'],
  [{ 'prepare.features': [{ kind: 'polynomial' }] }, '6 features become 26 inputs'],
  [{ 'prepare.features': [{ kind: 'polynomial', degree: 3 }] }, '6 features become 61 inputs'],
  [{ 'prepare.features': [{ kind: 'pca', keep: 'count', count: 4 }] }, '6 features become 4 inputs'],
  [{ 'prepare.features': [{ kind: 'select-l1' }] }, '6 features become at most 11 inputs'],
  // Numbers of each step, the target among them.
  [{ 'series.enabled': true, 'series.length': 10 }, '5 features become 50 inputs'],
  [
    { 'series.enabled': true, 'series.length': 10, 'series.lags': [7, 14], 'series.calendar': true },
    '5 features become 110 inputs',
  ],
])('the inputs with %j', (changes, words) => {
  const recipe = applyChanges(defaultRecipe('y'), changes);
  expect(describePlan(mixed, recipe, null)).toContainEqual(expect.stringContaining(words));
});

test('a series is told as windows', () => {
  const recipe = applyChanges(defaultRecipe('y'), {
    'series.enabled': true,
    'series.key': 'shop',
    'series.horizon': 3,
  });
  expect(describePlan(mixed, recipe, null)[0]).toBe(
    'Predicts y 3 steps ahead from windows of 24 steps of 5 series: the earliest windows train, the latest test.',
  );
});

test('few looks are explained by what a look costs, many or all that were asked for are not', () => {
  const looks = (count: number) => Array.from({ length: count }, () => ({ seconds: 0.012 }) as Telemetry);
  const short = { epochs: 100, seconds: 0.4, interval: 1 };
  expect(describeFewLooks(looks(1), short)).toMatch(
    /^1 look in 100 epochs: .* under 5.% of the time\. One takes about 0\.01.s; these epochs took 0\.40.s\.$/,
  );
  expect(describeFewLooks(looks(60), short)).toBe('');
  expect(describeFewLooks(looks(2), { ...short, interval: 50 })).toBe('');
  expect(describeFewLooks(looks(1), { ...short, interval: 0 })).toBe('');
});

test('the headline of an effect says which way it goes, if it is clear', () => {
  const pairs = [1, 2].map((seed) => ({ seed, before: 0.5, after: 0.6, beforeLoss: 1, afterLoss: 1 }));
  const headline = (low: number, high: number, ties = 0) =>
    verdict({
      metric: 'accuracy',
      better: 'higher',
      pairs,
      lossEffect: null,
      effect: { mean: (low + high) / 2, low, high, wins: 1, ties, probability: 0.999 },
    } as unknown as Effect)[0];
  expect(headline(0.01, 0.03)).toMatch(
    /^Accuracy rises: \+0\.02 on average, 95.% interval \+0\.01 to \+0\.03\.$/,
  );
  expect(headline(-0.03, -0.01)).toMatch(/^Accuracy falls: −0\.02 on average/);
  expect(headline(-1, 1)).toMatch(/^No clear change of accuracy: 0 on average, 95.% interval −1 to \+1\.$/);
  expect(headline(0, 0, 2)).toBe('Accuracy is the same in all 2 pairs.');
});
