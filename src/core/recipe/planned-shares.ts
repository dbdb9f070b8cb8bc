// How many of the rows a split gives to each part, before any row is seen.
import type { Shares } from '../choices/splits/shares';
import type { Recipe } from './recipe';

/** The shares of the validation and test part; null where a column of the file decides. */
export function plannedShares(split: Recipe['split']): Shares | null {
  if (split.kind === 'column') return null;
  if (split.kind !== 'k-fold') return { validation: split.validation, test: split.test };
  const fold = 1 / split.folds;
  return split.validation === 0
    ? { validation: fold, test: 0 }
    : { validation: (1 - fold) * split.validation, test: fold };
}
