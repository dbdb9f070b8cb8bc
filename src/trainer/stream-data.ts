// Prepared rows that do not fit into memory: written to disk block by block, and trained on window by window.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { createChoice } from '../core/choices/choice';
import { optimizers } from '../core/choices/optimizers';
import type { Optimizer } from '../core/choices/optimizers/optimizer';
import { crossFitted } from '../core/preparation/cross-fit';
import { encodeRows } from '../core/preparation/encode-rows';
import { preparationWidth } from '../core/preparation/prepare-rows';
import { rowWeights } from '../core/preparation/row-weights';
import { encodeTarget } from '../core/preparation/target-values';
import { type TrainingTarget, trainingTarget } from '../core/preparation/training-target';
import type { Recipe } from '../core/recipe/recipe';
import type { Ops } from '../core/tensor';
import { programStamp } from '../data/cache/program-stamp';
import {
  openRowReader,
  openRows,
  placesOf,
  type RowBlock,
  type RowEntry,
  type RowPart,
  writeRows,
} from '../data/cache/row-files';
import { sliceTable } from '../data/cache/table-slice';
import { batchSizeAt } from '../engine/train/epoch-plan';
import { type JudgedPart, type Part, partInMemory } from '../engine/train/judged-part';
import type { StreamedRows } from '../engine/train/streamed-executor';
import { cutWindows } from '../engine/train/windows';
import type { FittedData } from './fit-data';
import type { Progress, ReadFiles } from './load-data';
import { memoryBudget } from './memory-budget';
import { prepareEncoded, takeRows } from './prepared-rows';

const ROWS_PER_BLOCK = 65_536;
const MOST_WINDOW_BYTES = 128 << 20;
/** Training rows that are kept in memory to be looked at. */
const SAMPLE_ROWS = 50_000;

/** Whether the prepared rows of all parts take more than the budget. */
export function mustStream({ parts, preparation }: FittedData, recipe: Recipe): boolean {
  const rows = parts.train.length + parts.validation.length + parts.test.length;
  return rows * preparationWidth(preparation) * 4 > memoryBudget(recipe);
}

export interface StreamedData {
  /** Some training rows, to be looked at. */
  train: Part;
  streamed: StreamedRows;
  validation: JudgedPart;
  /** Null where the table has no test rows. */
  test: JudgedPart | null;
  warnings: string[];
}

/** Writes the prepared rows unless the cache has them, and opens them. Files stay open until the process ends. */
export function streamParts(
  { data, cache = null }: ReadFiles,
  recipe: Recipe,
  ops: Ops,
  fitted: FittedData,
  progress: Progress,
): StreamedData {
  requireBatches(recipe);
  const { table } = data.read;
  const { resolved, parts, preparation, target } = fitted;
  const weights = rowWeights(table, resolved, parts.train, recipe);
  const targets = encodeTarget(table, target);
  const seed = recipe.training.sampling === 'file-order' ? null : recipe.seed;
  const rowParts: RowPart[] = [
    { name: 'train', rows: parts.train.slice().sort(), seed },
    { name: 'validation', rows: parts.validation.slice().sort(), seed: null },
    { name: 'test', rows: parts.test.slice().sort(), seed: null },
  ];
  const folder = cache ?? temporaryCache();
  const key = keyOf(data.read.fingerprint, recipe, fitted, rowParts);
  const entry =
    openRows(folder, key) ??
    writeRows(
      folder,
      key,
      {
        width: preparationWidth(preparation),
        parts: rowParts,
        blocks: preparedBlocks(data.read.table, recipe, ops, fitted),
      },
      (row) => progress('preparing', row / table.rows),
    );
  const laid = (part: RowPart, values: ArrayLike<number>): Float32Array => {
    const places = placesOf(part);
    const out = new Float32Array(places.length);
    for (let i = 0; i < places.length; i++) {
      out[places[i] as number] = values[part.rows[i] as number] as number;
    }
    return out;
  };
  const open = (part: RowPart) => ({
    ops,
    source: openRowReader(entry, part.name),
    targets: laid(part, targets),
    weights: weights && laid(part, weights),
  });
  const [train, validation, test] = rowParts.map((part) => (part.rows.length > 0 ? open(part) : null));
  if (!train || !validation) throw new Error('A split without training or validation rows');
  const windows = cutWindows(
    train.source.rows,
    windowRows(entry, recipe),
    batchSizeAt(recipe, 0, train.source.rows),
  );
  return {
    train: partInMemory(train, SAMPLE_ROWS),
    streamed: { source: train.source, targets: train.targets, weights: train.weights, windows },
    validation,
    test: test ?? null,
    warnings: recipe.training.pretraining.enabled
      ? [`The table does not fit into memory: pre-training sees ${SAMPLE_ROWS} of its rows.`]
      : [],
  };
}

/** What works on all rows at once needs them in memory. */
function requireBatches({ training, augment }: Recipe): void {
  const refuse = (what: string, field: string, instead: string) => {
    throw new HoneError(
      'recipe-invalid',
      `${what} needs all training rows in memory, where they do not fit.`,
      {
        place: { field },
        fix: `${instead}, or give the prepared rows more memory (hardware.memory).`,
      },
    );
  };
  if (createChoice<Optimizer>(optimizers, training.optimizer).whole)
    refuse('This optimizer', 'training.optimizer', 'Choose another optimizer');
  if (augment.kind !== 'none') refuse('Making more rows', 'augment', 'Leave it off');
}

function windowRows({ width }: RowEntry, recipe: Recipe): number {
  return Math.max(1, Math.floor(Math.min(MOST_WINDOW_BYTES, memoryBudget(recipe) / 4) / (4 * width)));
}

function temporaryCache(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hone-rows-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What decides the bytes of the files. */
function keyOf(fingerprint: string, recipe: Recipe, fitted: FittedData, parts: readonly RowPart[]): string {
  const hash = createHash('sha256');
  const { dialect, ...roles } = recipe.data;
  hash.update(JSON.stringify([programStamp(), fingerprint, dialect, roles, recipe.prepare, recipe.seed]));
  hash.update(JSON.stringify(fitted.preparation));
  for (const { name, rows, seed } of parts) hash.update(`${name} ${seed} ${rows.length}\n`).update(rows);
  return hash.digest('hex').slice(0, 32);
}

/** The rows of the table block by block, training rows as those of their folds where an encoder learned from the target. */
function* preparedBlocks(
  table: ReadFiles['data']['read']['table'],
  recipe: Recipe,
  ops: Ops,
  { resolved, parts, preparation }: FittedData,
): Iterable<RowBlock> {
  const width = preparationWidth(preparation);
  const folded = preparation.categories.some(({ encoding }) => encoding.as === 'numbers' && encoding.folds);
  const trained = folded ? trainingPlaces(parts.train, table.rows) : null;
  const target = trained && rememberFolds(trainingTarget(resolved, parts.train, recipe.seed));
  const prepared = (encoded: Parameters<typeof prepareEncoded>[2]): Float32Array => {
    const tensor = prepareEncoded(ops, preparation, encoded);
    const values = tensor.dataSync() as Float32Array;
    tensor.dispose();
    return values;
  };
  for (let from = 0; from < table.rows; from += ROWS_PER_BLOCK) {
    const to = Math.min(table.rows, from + ROWS_PER_BLOCK);
    const encoded = encodeRows(sliceTable(table, from, to), preparation);
    const values = prepared(encoded);
    if (trained && target) {
      const own = Int32Array.from({ length: to - from }, (_, row) => row).filter(
        (row) => (trained[from + row] as number) >= 0,
      );
      if (own.length > 0) {
        const places = own.map((row) => trained[from + row] as number);
        const rows = crossFitted(takeRows(encoded, own), preparation, recipe, () => target(places));
        const inFolds = prepared(rows);
        own.forEach((row, i) => values.set(inFolds.subarray(i * width, (i + 1) * width), row * width));
      }
    }
    yield { from, to, values };
  }
}

/** For each row of the table its place among the training rows, −1 for others. */
function trainingPlaces(train: Int32Array, rows: number): Int32Array {
  const places = new Int32Array(rows).fill(-1);
  train.forEach((row, place) => {
    places[row] = place;
  });
  return places;
}

/** The target of some training rows, whose folds are those that they have among all. */
function rememberFolds(whole: TrainingTarget): (places: Int32Array) => TrainingTarget {
  const known = new Map<string, Uint8Array>();
  const folds = (count: number, shuffle: boolean) => {
    const key = `${count} ${shuffle}`;
    const found = known.get(key) ?? whole.folds(count, shuffle);
    known.set(key, found);
    return found;
  };
  return (places) => ({
    classes: whole.classes,
    values: Float64Array.from(places, (place) => whole.values[place] as number),
    folds: (count, shuffle) => {
      const all = folds(count, shuffle);
      return Uint8Array.from(places, (place) => all[place] as number);
    },
  });
}
