// The proof that nothing leaked: which rows the fitted steps of a preparation learned from.
import { z } from 'zod';
import type { Recipe } from '../recipe/recipe';

export const learnedFromSchema = z.strictObject({
  /** Rows that every step was fitted on. */
  rows: z.number().int(),
  part: z.literal('train'),
  /** The fold that was left out, of how many, where the split goes by folds; and which deal of several. */
  fold: z.number().int().optional(),
  folds: z.number().int().optional(),
  repeat: z.number().int().optional(),
});

export type LearnedFrom = z.output<typeof learnedFromSchema>;

export function learnedFrom(trainRows: number, { split }: Recipe): LearnedFrom {
  const known = { rows: trainRows, part: 'train' } as const;
  if (split.kind !== 'k-fold') return known;
  const { fold, folds, repeat, repeats } = split;
  return { ...known, fold, folds, ...(repeats > 1 && { repeat }) };
}
