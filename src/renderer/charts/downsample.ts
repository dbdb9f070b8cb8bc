// Fewer points for drawing: of each stretch of epochs the lowest and the highest, so that no spike gets lost.

/** A point of a line: epoch and value; null breaks the line. */
export type Point = [number, number | null];

export interface Window {
  /** Rows of the columns, `to` exclusive. */
  from: number;
  to: number;
}

/**
 * At most about `2 × buckets` points of x and y in the window, in order. NaN becomes a gap. With `positiveOnly` (log
 * scale) values that are not above zero become gaps too.
 */
export function downsample(
  x: Float64Array,
  y: Float64Array,
  { from, to }: Window,
  buckets: number,
  positiveOnly = false,
): Point[] {
  const points: Point[] = [];
  const size = Math.max(1, Math.ceil((to - from) / buckets));
  for (let start = from; start < to; start += size)
    takeBucket(points, x, y, start, Math.min(to, start + size), positiveOnly);
  return points;
}

function takeBucket(
  points: Point[],
  x: Float64Array,
  y: Float64Array,
  start: number,
  end: number,
  positiveOnly: boolean,
): void {
  let low = -1;
  let high = -1;
  for (let row = start; row < end; row++) {
    const value = y[row] as number;
    if (Number.isNaN(value) || (positiveOnly && value <= 0)) continue;
    if (low < 0 || value < (y[low] as number)) low = row;
    if (high < 0 || value > (y[high] as number)) high = row;
  }
  if (low < 0) {
    points.push([x[start] as number, null]);
    return;
  }
  const first = Math.min(low, high);
  const second = Math.max(low, high);
  points.push([x[first] as number, y[first] as number]);
  if (second !== first) points.push([x[second] as number, y[second] as number]);
}

/** Rows whose epochs lie in [fromEpoch, toEpoch], one more at each side so that lines run out of the picture. */
export function rowsBetween(epochs: Float64Array, fromEpoch: number, toEpoch: number): Window {
  const from = lowerBound(epochs, fromEpoch);
  const to = lowerBound(epochs, toEpoch + 1);
  return { from: Math.max(0, from - 1), to: Math.min(epochs.length, to + 1) };
}

/** First row whose epoch is not below; the number of rows if there is none. */
export function lowerBound(epochs: Float64Array, epoch: number): number {
  let low = 0;
  let high = epochs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((epochs[middle] as number) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}
