// From files to prepared tensors: read, split, fit the preparation on the training part, prepare every part.
import { encodeParts } from '../core/preparation/encode-rows';
import { crossFitted } from '../core/preparation/cross-fit';
import type { EncodedRows, Preparation, Target } from '../core/preparation/preparation';
import type { ResolvedTarget } from '../core/preparation/resolve-target';
import type { KeptRows } from '../core/preparation/split-rows';
import { trainingTarget } from '../core/preparation/training-target';
import { rowWeights } from '../core/preparation/row-weights';
import { encodeTarget } from '../core/preparation/target-values';
import type { Recipe } from '../core/recipe/recipe';
import { readSettingsOf } from '../core/recipe/source';
import type { TrainJob } from '../core/run/job';
import { windowTable } from '../core/series/window-table';
import type { Table } from '../core/table';
import type { Ops, Tensor2D } from '../core/tensor';
import { openTable } from '../data/cache/cached-table';
import { keepLoaded } from '../data/cache/stored-columns';
import type { ReadTable } from '../data/read-table';
import type { Part } from '../engine/train/fit';
import type { JudgedPart } from '../engine/train/judged-part';
import type { StreamedRows } from '../engine/train/streamed-executor';
import { augmentPart, type TrainedPart } from './augment-part';
import { type FittedData, fitData } from './fit-data';
import { inFile } from './in-file';
import { memoryBudget } from './memory-budget';
import { prepareEncoded } from './prepared-rows';
import { mustStream, streamParts } from './stream-data';

export interface LoadedData {
  /** How the table became windows of a series; null where rows are taken as they are. */
  windows: FittedData['windows'];
  resolved: ResolvedTarget;
  /** Rows that stayed in their part; null where no split is remembered. */
  kept: KeptRows | null;
  preparation: Preparation;
  target: Target;
  /** The real training rows: what training is judged on. Where they are streamed, a random sample of them. */
  train: Part;
  /** What the network trains on: those rows, and made ones where the recipe asks for more. */
  trained: TrainedPart;
  /** All training rows, on disk, where they do not fit into memory; else null. */
  streamed: StreamedRows | null;
  validation: JudgedPart;
  /** Null where neither a test file nor a test share was given. */
  test: JudgedPart | null;
  /** Prepared rows without a target, for pre-training; null where it is off or there are none. */
  unlabelled: Tensor2D | null;
  warnings: string[];
}

export type Progress = (phase: string, share: number | null) => void;

/** What a job says about its data. */
export type DataSource = Pick<TrainJob, 'recipe' | 'data' | 'test' | 'cache'>;

/** The tables of a job, as they stand in its files. */
export interface ReadFiles {
  data: { file: string; read: ReadTable };
  test: { file: string; read: ReadTable } | null;
  /** Folder of the project's cache, where there is one. */
  cache?: string | null;
}

/** Reads the job's files. The tensors belong to the caller. */
export async function loadData(job: DataSource, ops: Ops, progress: Progress): Promise<LoadedData> {
  const files = await readFiles(job, progress);
  progress('preparing', null);
  return prepareFiles(files, job.recipe, ops, undefined, progress);
}

/** Of the memory for prepared rows; fitting and encoding use each column in turn. */
const SHARE_OF_COLUMNS = 1 / 4;

/** Reads the job's tables, from the cache where they have been read before. */
export async function readFiles(
  { recipe, data, test, cache }: DataSource,
  progress: Progress,
): Promise<ReadFiles> {
  const { dialect } = recipe.data;
  const onProgress = (share: number) => progress('reading', share);
  const folder = cache ?? null;
  const settings = { dialect, ...readSettingsOf(recipe.data) };
  // Further files are part of the data alone; what is joined stands beside the rows of a test file too.
  const { append: _, ...testSettings } = settings;
  keepLoaded(memoryBudget(recipe) * SHARE_OF_COLUMNS);
  const read = await openTable(data, { ...settings, onProgress }, folder);
  return {
    data: { file: data, read },
    test: test === null ? null : { file: test, read: await openTable(test, testSettings, folder) },
    cache: folder,
  };
}

/** Prepares tables by a recipe, and by what was fitted on them. The tensors belong to the caller. */
export function prepareFiles(
  given: ReadFiles,
  recipe: Recipe,
  ops: Ops,
  fitted: FittedData = fitData(given, recipe),
  progress: Progress = () => {},
): LoadedData {
  const files = windowed(given, fitted);
  return inFile(files.data.file, () =>
    mustStream(fitted, recipe)
      ? streamFiles(files, recipe, ops, fitted, progress)
      : prepareParts(files, recipe, ops, fitted),
  );
}

/** The files with windows in place of their rows, where the recipe makes some of a series. */
function windowed(files: ReadFiles, { windows }: FittedData): ReadFiles {
  if (!windows) return files;
  const { series, table } = windows;
  const { data, test } = files;
  const fingerprint = `${data.read.fingerprint} ${JSON.stringify(series)}`;
  return {
    ...files,
    data: { ...data, read: { ...data.read, table, fingerprint } },
    test: test && {
      ...test,
      read: { ...test.read, table: inFile(test.file, () => windowTable(test.read.table, series)) },
    },
  };
}

function streamFiles(
  files: ReadFiles,
  recipe: Recipe,
  ops: Ops,
  fitted: FittedData,
  progress: Progress,
): LoadedData {
  const { parts: _, ...known } = fitted;
  const { test } = files;
  const { warnings, ...streamed } = streamParts(files, recipe, ops, fitted, progress);
  return {
    ...known,
    ...streamed,
    trained: { part: streamed.train, facts: null, renewed: null },
    test: test
      ? inFile(test.file, () => testPart(ops, test.read.table, known.preparation, known.target))
      : streamed.test,
    unlabelled: null,
    warnings: [...known.warnings, ...warnings],
  };
}

function prepareParts({ data, test }: ReadFiles, recipe: Recipe, ops: Ops, fitted: FittedData): LoadedData {
  const { table } = data.read;
  const { parts, ...known } = fitted;
  const { resolved, preparation, target } = known;
  const weights = rowWeights(table, resolved, parts.train, recipe);
  const targets = encodeTarget(table, target);
  const unlabelled = unlabelledRows(table, recipe, resolved);
  const encoded = encodeParts(table, preparation, { ...parts, unlabelled });
  const part = (rows: Int32Array, own: EncodedRows) =>
    makePart(ops, preparation, own, takeValues(targets, rows), weights && takeValues(weights, rows));
  const trained = crossFitted(encoded.train, preparation, recipe, () =>
    trainingTarget(resolved, parts.train, recipe.seed),
  );
  const train = part(parts.train, trained);
  return {
    ...known,
    train,
    trained: augmentPart(ops, train, recipe, known),
    streamed: null,
    validation: part(parts.validation, encoded.validation),
    test: test
      ? inFile(test.file, () => testPart(ops, test.read.table, preparation, target))
      : parts.test.length > 0
        ? part(parts.test, encoded.test)
        : null,
    unlabelled: unlabelled.length > 0 ? prepareEncoded(ops, preparation, encoded.unlabelled) : null,
  };
}

/**
 * The rows without a target, for pre-training. They are prepared by what the labelled training rows were fitted on: a
 * run with pre-training sees the very inputs of one without, so that nothing but the weights makes their difference.
 */
function unlabelledRows(
  { rows: all }: Table,
  { training }: Recipe,
  { rows: labelled }: ResolvedTarget,
): Int32Array {
  if (!training.pretraining.enabled || labelled.length === all) return new Int32Array(0);
  const known = new Set(labelled);
  return Int32Array.from({ length: all }, (_, row) => row).filter((row) => !known.has(row));
}

/** The rows of a test file whose target is known. */
function testPart(ops: Ops, table: Table, preparation: Preparation, target: Target): Part {
  const targets = encodeTarget(table, target);
  const known = Int32Array.from(targets.keys()).filter((row) => !Number.isNaN(targets[row]));
  const encoded = encodeParts(table, preparation, { known });
  return makePart(ops, preparation, encoded.known, takeValues(targets, known), null);
}

function makePart(
  ops: Ops,
  preparation: Preparation,
  encoded: EncodedRows,
  targets: Float32Array,
  weights: Float32Array | null,
): Part {
  return { x: prepareEncoded(ops, preparation, encoded), y: ops.tensor1d(targets), targets, weights };
}

/** The values of the rows in single precision. A loop, as there may be millions. */
function takeValues(values: ArrayLike<number>, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number;
  return taken;
}

/** At most so many rows of a part, the same ones each time: enough to judge training by. */
export function samplePart(ops: Ops, part: Part, rows: Int32Array): Part {
  const targets = takeValues(part.targets, rows);
  const x = ops.tidy(() => ops.gather(part.x, ops.tensor1d(rows, 'int32')));
  return { x, y: ops.tensor1d(targets), targets, weights: part.weights && takeValues(part.weights, rows) };
}

export function disposeData({ train, trained, validation, test, unlabelled }: LoadedData): void {
  if (trained.part !== train) disposePart(trained.part);
  for (const part of [train, validation, test]) if (part && 'x' in part) disposePart(part);
  unlabelled?.dispose();
}

export function disposePart(part: Part): void {
  part.x.dispose();
  part.y.dispose();
}
