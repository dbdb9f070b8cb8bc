// Which rows train, choose the epoch and test.
import { createChoice } from '../choices/choice';
import { splits } from '../choices/splits';
import { type Parts, places, type SplitInput, type Splitter } from '../choices/splits/split';
import { HoneError } from '../errors';
import { createRandom, streamOf } from '../random';
import type { Recipe } from '../recipe/recipe';
import type { Table } from '../table';
import type { ResolvedTarget } from './resolve-target';
import { readRoles } from './roles';
import { hashRows, type RowHashes } from './row-hashes';
import { recallPlaces, rememberPlaces, type StoredSplit } from './stored-split';

/** Where the places of rows are kept from run to run, by a key of everything that decides them. */
export interface SplitMemory {
  recall(key: string): StoredSplit | null;
  keep(key: string, stored: StoredSplit): void;
}

/** Rows that have the place that they had before, and rows that were given one. */
export interface KeptRows {
  kept: number;
  added: number;
}

export interface RowSplit {
  /** Row numbers of the table; rows without a target are in none. */
  parts: Parts;
  /** Null where nothing is remembered. */
  kept: KeptRows | null;
  /** Sentences about what the split leaves out or does not keep together. */
  warnings: string[];
}

export interface SplitOptions {
  /** A separate test file: then no row of this table tests. */
  testFile: boolean;
  /** Without it the rows are split as if for the first time. */
  memory?: SplitMemory | null;
}

/**
 * Splits the rows whose target is known. The same recipe and table give the same parts; with a memory every row that it
 * knows by its content stays in its part, and only new rows are split. Throws a HoneError if the rows are too few for a
 * row in each part, or a column that the split goes by is missing or holds something else.
 */
export function splitRows(
  table: Table,
  target: ResolvedTarget,
  recipe: Recipe,
  { testFile, memory = null }: SplitOptions,
): RowSplit {
  const { rows, values } = target;
  const remembered = memory ? recall(table, target, recipe, { testFile, memory }) : null;
  const input: SplitInput = {
    rows: rows.length,
    classes: target.task === 'regression' ? null : Int32Array.from(rows, (row) => values[row] as number),
    ...readRoles(table, rows, recipe),
    testFile,
    random: createRandom(recipe.seed, streamOf(streamName(recipe))),
    known: remembered?.known ?? new Uint8Array(rows.length).fill(places.unknown),
  };
  const splitter = createChoice<Splitter>(splits, recipe.split);
  const placed = splitter.place(input);
  remembered?.keep(placed);
  const parts = splitter.parts(placed, input);
  requireRows(rows.length, parts, wantsTest(recipe, testFile));
  const inTable = (part: Int32Array) => part.map((row) => rows[row] as number);
  return {
    parts: { train: inTable(parts.train), validation: inTable(parts.validation), test: inTable(parts.test) },
    kept: remembered && countKept(remembered.known),
    warnings: [...leftOut(rows.length, parts, recipe), ...brokenGroups(input, parts, recipe)],
  };
}

/** Repeated deals are independent of each other. */
function streamName({ split }: Recipe): string {
  return split.kind === 'k-fold' && split.repeat > 1 ? `split, repeat ${split.repeat}` : 'split';
}

/** What is known of the rows of the target, and how their new places are kept. */
function recall(
  table: Table,
  { rows, task }: ResolvedTarget,
  recipe: Recipe,
  { testFile, memory }: { testFile: boolean; memory: SplitMemory },
) {
  const all = hashRows(table);
  const hashes: RowHashes = {
    low: Uint32Array.from(rows, (row) => all.low[row] as number),
    high: Uint32Array.from(rows, (row) => all.high[row] as number),
  };
  const key = splitKey(recipe, task, testFile);
  const stored = memory.recall(key);
  return {
    known: recallPlaces(stored, hashes),
    keep: (placed: Uint8Array) => memory.keep(key, rememberPlaces(stored, hashes, placed)),
  };
}

/** All that decides where rows go. All folds of one deal are one split, so their numbers are left out. */
export function splitKey({ split, seed, data }: Recipe, task: string, testFile: boolean): string {
  const { target, group, time, part } = data;
  const settings = { ...split, fold: undefined, repeats: undefined };
  return JSON.stringify({ settings, seed, target, task, group, time, part, testFile });
}

function countKept(known: Uint8Array): KeptRows {
  const added = known.reduce((sum, place) => sum + Number(place === places.unknown), 0);
  return { kept: known.length - added, added };
}

function wantsTest({ split }: Recipe, testFile: boolean): boolean {
  if (testFile || split.kind === 'column') return false;
  return split.kind === 'k-fold' ? split.validation > 0 : split.test > 0;
}

function requireRows(rows: number, parts: Parts, wantsTest: boolean): void {
  const empty =
    parts.train.length === 0
      ? 'training'
      : parts.validation.length === 0
        ? 'validation'
        : wantsTest && parts.test.length === 0
          ? 'test'
          : null;
  if (!empty) return;
  const count = rows === 1 ? '1 row with a target is' : `${rows} rows with a target are`;
  throw new HoneError('data-invalid', `${count} too few: none is left for the ${empty} part.`, {
    place: { field: 'split' },
    fix: 'Add rows, or give that part a larger share in the split.',
  });
}

/** Splits by time and by a column, and folds in time, leave rows out. */
function leftOut(rows: number, parts: Parts, { split }: Recipe): string[] {
  const out = rows - parts.train.length - parts.validation.length - parts.test.length;
  if (out === 0) return [];
  const why = {
    column: 'the column of parts names none for them',
    'time-ordered': 'they lie in the gap or have no time',
    'k-fold': 'they are later than the fold or have no time',
  } as const;
  const reason = split.kind in why ? why[split.kind as keyof typeof why] : 'the split names no part for them';
  return [`${out === 1 ? '1 row is' : `${out} rows are`} in no part: ${reason}.`];
}

/** Groups that are in two parts, where the recipe names groups but its split goes by something else. */
function brokenGroups({ groups }: SplitInput, parts: Parts, { data }: Recipe): string[] {
  if (!groups) return [];
  const partOf = new Map<number, Int32Array>();
  const broken = new Set<number>();
  for (const part of Object.values(parts) as Int32Array[]) {
    for (const row of part) {
      const group = groups[row] as number;
      if ((partOf.get(group) ?? part) !== part) broken.add(group);
      partOf.set(group, part);
    }
  }
  if (broken.size === 0) return [];
  const count = broken.size === 1 ? '1 group' : `${broken.size} groups`;
  return [
    `${count} of "${data.group}" ${broken.size === 1 ? 'is' : 'are'} in more than one part: the split does not go by groups.`,
  ];
}
