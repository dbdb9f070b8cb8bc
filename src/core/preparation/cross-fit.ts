// Training rows are encoded by what the other folds say of their category, so that no row sees its own target.
import type { Recipe } from '../recipe/recipe';
import { stepOf } from './column-steps';
import type { EncodedRows, Preparation } from './preparation';
import type { TrainingTarget } from './training-target';

/** The code that stands for a category in the table of a fold: tables lie behind the full one, each with a row for unseen. */
export function shiftToFold(code: number, fold: number, categories: number): number {
  return (fold + 1) * (categories + 1) + code;
}

/**
 * The encoded training rows (in the order of `target`) with the codes of their folds, where an encoder learned from the
 * target. The same rows otherwise.
 */
export function crossFitted(
  encoded: EncodedRows,
  { categories }: Preparation,
  recipe: Recipe,
  target: () => TrainingTarget,
): EncodedRows {
  const width = categories.length;
  let codes: Int32Array | undefined;
  for (const [i, { name, categories: own, encoding }] of categories.entries()) {
    const { encoder } = stepOf(recipe, name);
    if (encoding.as !== 'numbers' || !encoding.folds || encoder.kind !== 'target') continue;
    const folds = target().folds(encoding.folds.length, encoder.shuffle);
    codes ??= encoded.codes.slice();
    for (let row = 0, at = i; row < encoded.rows; row++, at += width) {
      codes[at] = shiftToFold(codes[at] as number, folds[row] as number, own.length);
    }
  }
  return codes ? { ...encoded, codes } : encoded;
}
