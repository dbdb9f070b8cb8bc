// Whether rows near in time have like targets, or the target wanders with time: then a random split tells too much.
import { createRandom, permutation, streamOf } from '../random';
import { pearson, spearman } from '../statistics/correlation';
import { correlationRatio } from '../statistics/correlation';
import type { Feature, NumberFeature } from './feature';

export interface TimeFacts {
  column: string;
  /** Rows with a time. */
  rows: number;
  /** How alike the targets of rows are that follow one another in time: −1 to 1, 0 by chance. */
  likeness: number;
  /** |Spearman| of target and time, or η of the time between the classes. */
  drift: number;
}

/** The target must be known on all rows. Null for fewer than so many different times. */
export function measureTime(time: NumberFeature, target: Feature, seed: number): TimeFacts | null {
  const rows = byTime(time.values, seed);
  const distinct = new Set(Array.from(rows, (row) => time.values[row])).size;
  if (distinct < LEAST_TIMES) return null;
  const times = Float64Array.from(rows, (row) => time.values[row] as number);
  if (target.as === 'numbers') {
    const values = Float64Array.from(rows, (row) => target.values[row] as number);
    return {
      column: time.name,
      rows: rows.length,
      likeness: pearson(values.subarray(0, -1), values.subarray(1)) ?? 0,
      drift: Math.abs(spearman(times, values) ?? 0),
    };
  }
  const codes = Int32Array.from(rows, (row) => target.codes[row] as number);
  return {
    column: time.name,
    rows: rows.length,
    likeness: classLikeness(codes, target.classes),
    drift: correlationRatio(times, codes, target.classes) ?? 0,
  };
}

const LEAST_TIMES = 20;

/** Rows with a time, by time; rows of the same time in random order, as their order in the file proves nothing. */
function byTime(times: Float64Array, seed: number): Int32Array {
  const place = permutation(times.length, createRandom(seed, streamOf('time')));
  const rows = Int32Array.from(place.keys()).filter((row) => !Number.isNaN(times[row]));
  return rows.sort(
    (a, b) => (times[a] as number) - (times[b] as number) || (place[a] as number) - (place[b] as number),
  );
}

/** Share of neighbours of one class above what chance gives, as Cohen's κ counts it. */
function classLikeness(codes: Int32Array, classes: number): number {
  const counts = new Float64Array(classes);
  let same = 0;
  for (let i = 0; i < codes.length; i++) {
    counts[codes[i] as number] = (counts[codes[i] as number] as number) + 1;
    if (i > 0 && codes[i] === codes[i - 1]) same++;
  }
  const chance = counts.reduce((sum, count) => sum + (count / codes.length) ** 2, 0);
  return chance < 1 ? (same / (codes.length - 1) - chance) / (1 - chance) : 0;
}
