// The mean of the target among the rows of the category, drawn towards the overall mean.
import { z } from 'zod';
import type { TrainingTarget } from '../../preparation/training-target';
import { defineEncoder } from './encoder';

interface Smoothing {
  smoothing: 'auto' | 'fixed';
  strength: number;
}

/** For a missing or unseen category and for each category the smoothed mean of `values` over the rows that are taken. */
function meansOf(
  categories: number,
  codes: Int32Array,
  values: Float64Array,
  takes: (row: number) => boolean,
  { smoothing, strength }: Smoothing,
): number[] {
  const counts = new Float64Array(categories);
  const sums = new Float64Array(categories);
  let rows = 0;
  let total = 0;
  for (const [row, code] of codes.entries()) {
    if (!takes(row)) continue;
    rows++;
    total += values[row] as number;
    if (code < 0) continue;
    counts[code] = (counts[code] as number) + 1;
    sums[code] = (sums[code] as number) + (values[row] as number);
  }
  // A fold that holds all rows leaves none to learn from.
  const overall = rows === 0 ? 0 : total / rows;
  const squares = new Float64Array(categories);
  let variance = 0;
  for (const [row, code] of codes.entries()) {
    if (!takes(row)) continue;
    const value = values[row] as number;
    variance += (value - overall) ** 2 / rows;
    if (code < 0) continue;
    squares[code] =
      (squares[code] as number) + (value - (sums[code] as number) / (counts[code] as number)) ** 2;
  }
  const means = Array.from(counts, (count, code) => {
    if (smoothing === 'fixed') return ((sums[code] as number) + strength * overall) / (count + strength);
    // Empirical Bayes: the more a category's rows agree, and the more there are, the more its own mean counts.
    const own = (variance * count) / (variance * count + (squares[code] as number) / count);
    return Number.isFinite(own) ? own * ((sums[code] as number) / count) + (1 - own) * overall : overall;
  });
  // Without a row and without strength there is nothing to take the mean of.
  return [overall, ...means.map((mean) => (Number.isFinite(mean) ? mean : overall))];
}

/** The targets to take means of: the value, whether it is the second class, or for each class whether it is that. */
function targetsOf({ classes, values }: TrainingTarget): { names: string[]; lists: Float64Array[] } {
  if (classes.length === 0) return { names: ['target mean'], lists: [values] };
  const wanted = classes.length === 2 ? classes.slice(1) : classes;
  return {
    names: wanted.map((name) => `share of ${name}`),
    lists: wanted.map((name) => {
      const number = classes.indexOf(name);
      return values.map((value) => (value === number ? 1 : 0));
    }),
  };
}

/** One row of numbers for each category from one list for each number. */
const transpose = (lists: readonly number[][]): number[][] =>
  (lists[0] as number[]).map((_, row) => lists.map((list) => list[row] as number));

export const target = defineEncoder({
  kind: 'target',
  title: 'Target mean',
  help: 'Replaces each category by the mean of the target among its training rows, drawn towards the overall mean where they are few. A training row is given the mean over the other folds, so that its own target does not leak.',
  source: 'sklearn.preprocessing.TargetEncoder; Micci-Barreca 2001',
  params: {
    smoothing: z.enum(['auto', 'fixed']).default('auto').meta({
      title: 'Smoothing',
      help: 'How strongly means are drawn to the overall one: by what the rows say (empirical Bayes), or as given.',
    }),
    strength: z.number().min(0).max(1e6).default(10).meta({
      title: 'Strength',
      help: 'Rows that the overall mean counts as, where the smoothing is fixed.',
      unit: 'rows',
      level: 'expert',
    }),
    folds: z.number().int().min(2).max(20).default(5).meta({
      title: 'Folds',
      help: 'Parts of the training rows, each encoded by the others.',
      level: 'expert',
    }),
    shuffle: z.boolean().default(true).meta({
      title: 'Shuffle',
      help: 'Whether rows are dealt to the folds in a random order; else in that of the file.',
      level: 'expert',
    }),
  },
  create: ({ folds, shuffle, ...smoothing }) => ({
    width: (_categories, classes = 1) => (classes > 2 ? classes : 1),
    fit({ categories, codes, target: targetOf }) {
      const answer = targetOf();
      const { names, lists } = targetsOf(answer);
      const fold = answer.folds(folds, shuffle);
      const table = (takes: (row: number) => boolean) =>
        transpose(lists.map((values) => meansOf(categories.length, codes, values, takes, smoothing)));
      return {
        encoding: {
          as: 'numbers',
          names,
          table: table(() => true),
          folds: Array.from({ length: folds }, (_, k) => table((row) => fold[row] !== k)),
        },
        levels: null,
      };
    },
  }),
});
