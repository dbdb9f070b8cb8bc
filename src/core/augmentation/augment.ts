// Makes more of the prepared training rows as the recipe says.
import { augmentations } from '../choices/augmentations';
import { createChoice, describeKind } from '../choices/choice';
import { HoneError } from '../errors';
import { createRandom, streamOf } from '../random';
import type { Recipe } from '../recipe/recipe';
import type { Augmentation, Augmented, TrainingRows } from './training-rows';

/** The way that the recipe names; null for none. Throws `recipe-invalid` where it is not for this kind of target. */
export function augmentationOf({ augment }: Recipe, classes: readonly string[]): Augmentation | null {
  const made = createChoice<Augmentation | null>(augmentations, augment);
  if (!made) return null;
  const { title } = describeKind<{ kind: string; title: string }>(augmentations, augment.kind);
  if (made.needs === 'classes' && classes.length === 0) {
    throw unfit(
      `${title} is for classes, and the target is a number.`,
      'c-mixup, gaussian-copula or gaussian-noise',
    );
  }
  if (made.needs === 'numbers' && classes.length > 0) {
    throw unfit(`${title} is for targets that are numbers, and this one has classes.`, 'mixup or smote');
  }
  return made;
}

function unfit(message: string, kinds: string): HoneError {
  return new HoneError('recipe-invalid', message, {
    place: { field: 'augment' },
    fix: `Set augment to ${kinds}.`,
  });
}

/** The rows of an epoch; the same seed and epoch give the same rows. Epochs count from 0. */
export function augmentRows(way: Augmentation, rows: TrainingRows, seed: number, epoch: number): Augmented {
  return way.augment(rows, createRandom(seed, (streamOf('augment') + epoch) | 0));
}

/**
 * How much each row counts, the kept rows first, then the added ones; 1 on average, null where all count alike. An added
 * row counts as much as its source, by the share that it has of it.
 */
export function augmentedWeights(
  { rows }: Pick<TrainingRows, 'rows'>,
  { kept, added }: Augmented,
  weights: Float32Array | null,
): Float32Array | null {
  const of = (row: number) => (row < 0 ? 1 : (weights?.[row] ?? 1));
  const stay = kept ?? Int32Array.from({ length: rows }, (_, row) => row);
  const combined = new Float32Array(stay.length + added.sources.length);
  stay.forEach((row, i) => {
    combined[i] = of(row);
  });
  added.sources.forEach((source, i) => {
    combined[stay.length + i] = of(source) * (added.weights[i] as number);
  });
  if (combined.every((weight) => weight === 1)) return null;
  const total = combined.reduce((sum, weight) => sum + weight, 0);
  return combined.map((weight) => (weight * combined.length) / total);
}
