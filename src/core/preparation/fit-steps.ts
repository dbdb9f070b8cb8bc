// Learns the steps over all prepared columns, each from what the steps before it make of the training rows.
import { createChoice } from '../choices/choice';
import { type FeatureStepSettings, featureSteps } from '../choices/feature-steps';
import type { FeatureStep, Matrix } from '../choices/feature-steps/feature-step';
import { createRandom, permutation, streamOf } from '../random';
import type { Recipe } from '../recipe/recipe';
import type { Table } from '../table';
import { crossFitted } from './cross-fit';
import { encodeRows } from './encode-rows';
import { plainOps, plainValues } from './plain-ops';
import { encodedWidths, type MatrixStep, type Preparation } from './preparation';
import { preparationWidth, prepareRows, stepColumns } from './prepare-rows';
import { takeRows } from './take-rows';
import type { TrainingTarget } from './training-target';

/** No step looks at more training rows than this. */
const MOST_ROWS = 200_000;

/** The preparation with the recipe's steps behind it. */
export function fitSteps(
  table: Table,
  trainRows: Int32Array,
  recipe: Recipe,
  preparation: Preparation,
  target: () => TrainingTarget,
): Preparation {
  const { features } = recipe.prepare;
  if (features.length === 0 || stepColumns(preparation).names.length === 0) return preparation;
  const places = samplePlaces(trainRows.length, MOST_ROWS, recipe.seed);
  const rows = places.map((place) => trainRows[place] as number);
  const own = tableOf(table, rows, preparation);
  const sampled = () => targetOf(target(), places);
  const encoded = crossFitted(encodeRows(own, preparation), preparation, recipe, sampled);
  return features.reduce<Preparation>((present, settings) => {
    const widths = encodedWidths(present);
    const x = prepareRows(
      plainOps,
      present,
      plainOps.tensor2d(encoded.numbers, [encoded.rows, widths.numbers]),
      plainOps.tensor2d(encoded.codes, [encoded.rows, widths.codes], 'int32'),
    );
    const matrix = { rows: encoded.rows, width: preparationWidth(present), values: plainValues(x) };
    const step = fitStep(settings, present, matrix, recipe, sampled);
    return { ...present, steps: [...present.steps, step] };
  }, preparation);
}

function fitStep(
  settings: FeatureStepSettings,
  preparation: Preparation,
  whole: Matrix,
  recipe: Recipe,
  target: () => TrainingTarget,
): MatrixStep {
  const step = createChoice<FeatureStep>(featureSteps, settings);
  const columns = stepColumns(preparation);
  const places = samplePlaces(whole.rows, step.mostRows ?? whole.rows, recipe.seed);
  const x = numbersOf(whole, places, columns.names.length);
  const random = createRandom(recipe.seed, streamOf(settings.kind));
  const fitted = step.fit({ ...columns, x, target: () => targetOf(target(), places), random });
  return { settings, fitted, learnedFrom: { rows: x.rows, part: preparation.learnedFrom.part } };
}

/** Ascending places, a random sample where there are more than `most`. */
function samplePlaces(rows: number, most: number, seed: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, i) => i);
  return permutation(rows, createRandom(seed, streamOf('step-sample')))
    .slice(0, most)
    .sort();
}

/** Some rows of a matrix and its first columns, without the codes behind them. */
function numbersOf({ width, values }: Matrix, places: Int32Array, columns: number): Matrix {
  const kept = new Float64Array(places.length * columns);
  places.forEach((place, i) => {
    kept.set(values.subarray(place * width, place * width + columns), i * columns);
  });
  return { rows: places.length, width: columns, values: kept };
}

function targetOf(target: TrainingTarget, places: Int32Array): TrainingTarget {
  return {
    classes: target.classes,
    values: Float64Array.from(places, (place) => target.values[place] as number),
    folds: (count, shuffle) => {
      const all = target.folds(count, shuffle);
      return Uint8Array.from(places, (place) => all[place] as number);
    },
  };
}

/** The rows and columns of a table that the preparation looks at. */
function tableOf(table: Table, rows: Int32Array, { numbers, categories, hashed }: Preparation): Table {
  const names = new Set([...numbers, ...categories, ...hashed].map(({ name }) => name));
  const columns = table.columns.filter(({ name }) => names.has(name));
  return takeRows({ rows: table.rows, columns }, rows);
}
