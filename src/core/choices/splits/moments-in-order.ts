// Rows in the order of time, cut only between moments, so that rows of one moment stay together.
import { HoneError } from '../../errors';
import { places } from './split';

export interface Timeline {
  /** Rows with a known time, from the earliest on. */
  order: Int32Array;
  /** Their times, ascending. */
  times: Float64Array;
  /** Where a new moment begins, and behind the last row: the places at which `order` may be cut. */
  cuts: readonly number[];
}

/** The times of a split that goes by them. */
export function requireTimes(times: Float64Array | null): Float64Array {
  if (times) return times;
  throw new HoneError('recipe-invalid', 'The split goes by time, but no column holds it.', {
    place: { field: 'data.time' },
    fix: 'Set data.time to the column that orders the rows.',
  });
}

export function timelineOf(times: Float64Array): Timeline {
  const known = Int32Array.from(times.keys()).filter((row) => !Number.isNaN(times[row]));
  const order = known.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  const sorted = Float64Array.from(order, (row) => times[row] as number);
  const cuts: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) cuts.push(i);
  return { order, times: sorted, cuts: [...cuts, sorted.length] };
}

/** The cut nearest to an index, after `above` and before `below`; the index of `above` where there is none. */
export function nearestCut(
  { cuts }: Timeline,
  index: number,
  { above, below }: { above: number; below: number },
): number {
  let best = above;
  for (const cut of cuts) {
    if (cut <= above || cut >= below) continue;
    if (best === above || Math.abs(cut - index) < Math.abs(best - index)) best = cut;
  }
  return best;
}

/** Earliest and latest time of the rows whose place is asked for; Infinity and −Infinity if there are none. */
export function spanOf(
  times: Float64Array,
  placed: Uint8Array,
  wanted: (place: number) => boolean,
): { first: number; last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    if (Number.isNaN(time) || placed[row] === places.unknown || !wanted(placed[row] as number)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return { first, last };
}
