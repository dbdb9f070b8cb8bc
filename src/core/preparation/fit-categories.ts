// Learns the encoding of category columns from the training rows.
import { createChoice } from '../choices/choice';
import { encoders } from '../choices/encoders';
import { type CategoryTraining, countCodes, type Encoder } from '../choices/encoders/encoder';
import { scalers } from '../choices/scalers';
import type { Scaler } from '../choices/scalers/scaler';
import { HoneError } from '../errors';
import type { Recipe } from '../recipe/recipe';
import type { CategoryColumn } from '../table';
import { stepOf } from './column-steps';
import { shiftToFold } from './cross-fit';
import type { CategoryFeature, HashedFeature } from './preparation';
import type { TrainingTarget } from './training-target';

export interface FittedCategories {
  categories: CategoryFeature[];
  hashed: HashedFeature[];
}

/** Fits category columns on the training rows. `target` is asked only where an encoder learns from it. */
export function fitCategories(
  columns: readonly CategoryColumn[],
  trainRows: Int32Array,
  recipe: Recipe,
  target: () => TrainingTarget,
): FittedCategories {
  const fitted: FittedCategories = { categories: [], hashed: [] };
  for (const column of columns) {
    const { hashes } = createChoice<Encoder>(encoders, stepOf(recipe, column.name).encoder);
    if (hashes)
      fitted.hashed.push({
        name: column.name,
        type: 'category',
        features: hashes.features,
        text: null,
        categories: [...trainingOf(column, trainRows, recipe).categories],
      });
    else fitted.categories.push(fitCategory(column, trainRows, recipe, target));
  }
  requireOneLength(fitted.categories);
  return fitted;
}

function fitCategory(
  column: CategoryColumn,
  trainRows: Int32Array,
  recipe: Recipe,
  target: () => TrainingTarget,
): CategoryFeature {
  const { name } = column;
  const { encoder: settings, scaler: scaling } = stepOf(recipe, name);
  const training = { ...trainingOf(column, trainRows, recipe), target };
  const seen = treatMissing(training, recipe);
  const { encoding, levels } = createChoice<Encoder>(encoders, settings).fit(seen);
  const whole = seen.stands ? missingAs({ encoding, levels }, seen) : { encoding, levels };
  const vocabulary = seen.stands ? ['', ...seen.categories] : [...seen.categories];
  const feature: CategoryFeature = {
    name,
    type: 'category',
    categories: vocabulary,
    encoding: whole.encoding,
    ...(whole.levels && { levels: { names: [...whole.levels.names], of: [...whole.levels.of] } }),
  };
  if (whole.encoding.as !== 'numbers') return feature;
  return { ...feature, scaler: scaling, fitted: fitScaler(feature, seen, recipe, target) };
}

/** Categories of the training rows and their codes. */
function trainingOf(column: CategoryColumn, trainRows: Int32Array, { prepare }: Recipe) {
  let missing = false;
  // Read once, as a column may read its values from disk.
  const { codes: all, categories: names } = column;
  const seen = new Uint8Array(names.length);
  for (const row of trainRows) {
    const code = all[row] as number;
    if (code >= 0) seen[code] = 1;
    else missing = true;
  }
  const kept = names.flatMap((_, code) => (seen[code] === 1 ? [code] : []));
  const own = prepare.missingCategories === 'category' && missing;
  const place = new Int32Array(names.length).fill(own ? 0 : -1);
  for (const [i, code] of kept.entries()) place[code] = own ? i + 1 : i;
  return {
    name: column.name,
    categories: [...(own ? [''] : []), ...kept.map((code) => names[code] as string)],
    codes: trainRows.map((row) => place[all[row] as number] ?? (own ? 0 : -1)),
  };
}

interface TreatedCategory extends CategoryTraining {
  /** The category that stands for a missing one, though it is none of its own; null where none does. */
  stands: { code: number } | null;
}

/** Missing categories become the most frequent one where the recipe says so. */
function treatMissing(training: CategoryTraining, { prepare }: Recipe): TreatedCategory {
  if (prepare.missingCategories !== 'most-frequent') return { ...training, stands: null };
  const counts = countCodes(training);
  const code = counts.indexOf(Math.max(...counts));
  return { ...training, codes: training.codes.map((one) => (one < 0 ? code : one)), stands: { code } };
}

/** The encoding with '' in front of its categories, treated like the category that stands for it. */
function missingAs(
  { encoding, levels }: ReturnType<Encoder['fit']>,
  { stands, categories }: TreatedCategory,
): ReturnType<Encoder['fit']> {
  const code = (stands as { code: number }).code;
  if (encoding.as === 'numbers') {
    const insert = (table: readonly number[][]) => [
      table[0] as number[],
      table[code + 1] as number[],
      ...table.slice(1),
    ];
    const { folds } = encoding;
    return {
      encoding: { ...encoding, table: insert(encoding.table), ...(folds && { folds: folds.map(insert) }) },
      levels: null,
    };
  }
  const names = levels?.names ?? categories;
  const of = levels?.of ?? [-1, ...categories.keys()];
  return { encoding, levels: { names, of: [of[0] as number, of[code + 1] as number, ...of.slice(1)] } };
}

/** Fits the scaler on the numbers of the training rows, each as training sees it. */
function fitScaler(
  { name, encoding, categories }: CategoryFeature,
  { codes, stands }: TreatedCategory,
  recipe: Recipe,
  target: () => TrainingTarget,
) {
  if (encoding.as !== 'numbers') return [];
  const { scaler: settings, encoder } = stepOf(recipe, name);
  const scaler = createChoice<Scaler>(scalers, settings);
  const shifted = codes.map((code) => (stands && code >= 0 ? code + 1 : code));
  const folds =
    encoding.folds && encoder.kind === 'target'
      ? target().folds(encoding.folds.length, encoder.shuffle)
      : null;
  const rows = [encoding.table, ...(encoding.folds ?? [])].flat();
  const places = shifted.map(
    (code, i) => (folds ? shiftToFold(code, folds[i] as number, categories.length) : code) + 1,
  );
  return encoding.names.map((_, k) =>
    scaler.fit(Float64Array.from(places, (place) => Math.fround((rows[place] as number[])[k] as number))),
  );
}

/** A network gives all categories vectors of one length. */
function requireOneLength(categories: readonly CategoryFeature[]): void {
  const lengths = new Set(
    categories.flatMap(({ encoding }) => (encoding.as === 'vectors' ? [encoding.dimension] : [])),
  );
  if (lengths.size < 2) return;
  throw new HoneError(
    'recipe-invalid',
    `Categories must be embedded in vectors of one length, but the recipe asks for ${[...lengths].join(' and ')}.`,
    { place: { field: 'prepare.columns' }, fix: 'Give all embedded columns the same vector length.' },
  );
}
