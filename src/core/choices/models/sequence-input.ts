// Prepared rows read as sequences: the columns are time steps one after the other, all features of the first step first.
import { z } from 'zod';
import { HoneError } from '../../errors';
import type { NetworkInput } from './model';

export const stepsParam = z.number().int().min(1).max(10_000).default(1).meta({
  title: 'Time steps',
  help: 'Time steps in a row. The columns hold all features of the first step, then all of the second, and so on.',
  unit: 'steps',
  group: 'Network',
});

/**
 * How many features each of `steps` time steps has in a row of `columns` prepared columns (one-hot columns and
 * missing indicators count). Throws `recipe-invalid` if the columns cannot be shared out evenly.
 */
export function splitSteps(columns: number, steps: number): { features: number } {
  const features = columns / steps;
  if (Number.isInteger(features) && features > 0) return { features };
  throw new HoneError(
    'recipe-invalid',
    `${columns} prepared columns cannot be read as ${steps} time steps of equally many features.`,
    {
      place: { field: 'model.steps' },
      fix: `Set model.steps to a number that divides ${columns}, or ignore columns that belong to no time step; one-hot columns and missing indicators count as columns.`,
    },
  );
}

/** The time steps and features of a network's input. Throws as `splitSteps`, and where columns hold codes of categories. */
export function sequenceOf(
  { inputs, columns }: Pick<NetworkInput, 'inputs' | 'columns'>,
  steps: number,
): { steps: number; features: number } {
  if (columns.categories.length > 0) {
    throw new HoneError(
      'recipe-invalid',
      'A model of sequences takes numbers alone, not codes of categories.',
      {
        place: { field: 'prepare.encoder' },
        fix: 'Set prepare.encoder to one-hot, or ignore the category columns.',
      },
    );
  }
  return { steps, ...splitSteps(inputs, steps) };
}
