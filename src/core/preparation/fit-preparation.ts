// Learns the preparation from the training rows.
import { createChoice } from '../choices/choice';
import { texts as textChoices } from '../choices/texts';
import type { TextEncoder } from '../choices/texts/text';
import type { Recipe } from '../recipe/recipe';
import type { Table, TextColumn } from '../table';
import { requireOwnColumns } from './column-steps';
import { fitCategories } from './fit-categories';
import { fitNumbers } from './fit-numbers';
import { fitSteps } from './fit-steps';
import { type HashedFeature, type LearnedFrom, type Preparation } from './preparation';
import { resolveTarget } from './resolve-target';
import { type SelectedFeatures, selectFeatures } from './select-features';
import { type TrainingTarget, trainingTarget } from './training-target';

/**
 * Fits every step of preparation on the training rows (row numbers of the table) alone. Throws a HoneError where the
 * recipe prepares a column that is not there, or a step cannot be learned.
 */
export function fitPreparation(
  table: Table,
  trainRows: Int32Array,
  recipe: Recipe,
  { numbers, categories, texts }: SelectedFeatures = selectFeatures(table, trainRows, recipe),
): Preparation {
  requireOwnColumns(table, recipe);
  const target = once(() => trainingTarget(resolveTarget(table, recipe), trainRows, recipe.seed));
  const ofCategories = fitCategories(categories, trainRows, recipe, target);
  const preparation: Preparation = {
    ...fitNumbers(numbers, trainRows, recipe),
    categories: ofCategories.categories,
    hashed: [...ofCategories.hashed, ...hashedTexts(texts, recipe)],
    steps: [],
    learnedFrom: learnedFrom(trainRows, recipe),
  };
  return fitSteps(table, trainRows, recipe, preparation, target);
}

function once(make: () => TrainingTarget): () => TrainingTarget {
  let made: TrainingTarget | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function hashedTexts(texts: readonly TextColumn[], { prepare }: Recipe): HashedFeature[] {
  const encoder = createChoice<TextEncoder | null>(textChoices, prepare.text);
  if (!encoder) return [];
  const { features } = encoder;
  return texts.map(({ name }) => ({ name, type: 'text', features, text: prepare.text }));
}

function learnedFrom(trainRows: Int32Array, { split }: Recipe): LearnedFrom {
  const part = 'fold' in split ? `training part of fold ${String(split.fold)}` : 'training part';
  return { rows: trainRows.length, part };
}
