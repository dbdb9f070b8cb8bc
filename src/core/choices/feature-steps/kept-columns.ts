// What all selections share: columns that are kept by number.
import { HoneError } from '../../errors';
import type { FeatureStep, FittedStep } from './feature-step';

/** The numbers of the kept columns and their scores. Throws a HoneError where none is kept. */
export function keep(kept: readonly number[], scores: ArrayLike<number>, fix: string): FittedStep {
  if (kept.length === 0) {
    throw new HoneError('data-invalid', 'The selection of columns leaves none to learn from.', {
      place: { field: 'prepare.features' },
      fix,
    });
  }
  return { kept: [...kept], scores: Array.from(scores) };
}

const keptOf = (fitted: FittedStep) => fitted.kept as number[];

/** Takes the kept columns. */
export const selection: Pick<FeatureStep, 'columns' | 'transform' | 'tell'> = {
  columns: (fitted, { names, continuous }) => ({
    names: keptOf(fitted).map((column) => names[column] as string),
    continuous: keptOf(fitted).filter((column) => column < continuous).length,
  }),
  transform: (ops, x, fitted) => ops.gather(x, ops.tensor1d(keptOf(fitted), 'int32'), 1),
  tell: (fitted, { names }) =>
    `${keptOf(fitted).length} of ${names.length} columns kept: ${keptOf(fitted)
      .slice(0, 5)
      .map((column) => names[column])
      .join(', ')}${keptOf(fitted).length > 5 ? ' …' : ''}`,
};

/** The columns of the highest scores, in their old order; of equal scores the first. */
export function highest(scores: ArrayLike<number>, count: number): number[] {
  return Array.from(scores, (score, column) => ({ score, column }))
    .sort((a, b) => b.score - a.score || a.column - b.column)
    .slice(0, count)
    .map(({ column }) => column)
    .sort((a, b) => a - b);
}
