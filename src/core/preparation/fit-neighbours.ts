// Keeps the training rows that gaps are filled from, and fills those of the training rows themselves.
import { createChoice } from '../choices/choice';
import { imputers } from '../choices/imputers';
import type { Imputer } from '../choices/imputers/imputer';
import { createRandom, permutation, streamOf } from '../random';
import { deviation } from '../statistics/moments';
import { fillFromNeighbours } from './fill-neighbours';
import type { NumberColumn } from './fit-numbers';
import { plainOps, plainValues } from './plain-ops';
import type { NeighbourFill } from './preparation';

const ROWS_PER_BLOCK = 512;

/** One fill for each imputer that looks at similar rows and has a gap to fill. */
export function fitNeighbours(columns: readonly NumberColumn[], seed: number): NeighbourFill[] {
  const groups = new Map<string, number[]>();
  for (const [i, column] of columns.entries()) {
    if (column.type === 'boolean' || !createChoice<Imputer>(imputers, column.imputer).neighbours) continue;
    const key = JSON.stringify(column.imputer);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  return [...groups.values()].flatMap((group) => fitGroup(columns, group, seed));
}

function fitGroup(columns: readonly NumberColumn[], group: readonly number[], seed: number): NeighbourFill[] {
  const own = group.map((i) => columns[i] as NumberColumn);
  const [first] = own as [NumberColumn, ...NumberColumn[]];
  const settings = createChoice<Imputer>(imputers, first.imputer).neighbours;
  if (!settings) return [];
  const { count, byDistance, scaled, references: most } = settings;
  const rows = sampleOf(first.values.length, most, seed);
  // Column by column, as values are made whenever they are read.
  const known = own.map(({ values }) => ({
    sample: Array.from(rows, (row) => values[row] as number),
    gaps: values.some(Number.isNaN),
    unit: scaled ? deviation(values.filter((value) => !Number.isNaN(value))) : 1,
  }));
  const references = Array.from(rows, (_, k) =>
    known.map(({ sample }) => {
      const value = sample[k] as number;
      return Number.isNaN(value) ? null : value;
    }),
  );
  const filled = group.filter((_, i) => {
    const { gaps, sample } = known[i] as (typeof known)[number];
    return gaps && !sample.every(Number.isNaN);
  });
  if (filled.length === 0) return [];
  const units = known.map(({ unit }) => (unit > 0 ? unit : 1));
  return [{ columns: [...group], filled, units, count, byDistance, references }];
}

/** All rows, or a random sample in their order. */
function sampleOf(rows: number, most: number, seed: number): Int32Array {
  const order = permutation(rows, createRandom(seed, streamOf('neighbours')));
  return (rows > most ? order.slice(0, most) : order).sort();
}

/** The training values of each column that similar rows fill, by its place; gaps that none fills have the fill value. */
export function neighbourValues(
  columns: readonly NumberColumn[],
  fills: readonly NeighbourFill[],
): Map<number, Float64Array> {
  const places = fills.flatMap(({ filled }) => filled);
  const compared = new Set(fills.flatMap((fill) => fill.columns));
  const lists = columns.map((column, i) => (compared.has(i) ? column.values : null));
  const result = new Map(places.map((i) => [i, (lists[i] as Float64Array).slice()]));
  if (places.length === 0) return result;
  const rows = (lists[places[0] as number] as Float64Array).length;
  const gaps = Int32Array.from({ length: rows }, (_, row) => row).filter((row) =>
    places.some((i) => Number.isNaN(lists[i]?.[row])),
  );
  for (let start = 0; start < gaps.length; start += ROWS_PER_BLOCK) {
    const block = gaps.subarray(start, start + ROWS_PER_BLOCK);
    const given = Array.from(block, (row) => lists.map((values) => values?.[row] ?? 0));
    const filled = plainValues(fillFromNeighbours(plainOps, plainOps.tensor2d(given), fills));
    for (const [k, row] of block.entries()) {
      for (const i of places) {
        const value = filled[k * columns.length + i] as number;
        (result.get(i) as Float64Array)[row] = Number.isNaN(value)
          ? (columns[i] as NumberColumn).fill
          : value;
      }
    }
  }
  return result;
}
