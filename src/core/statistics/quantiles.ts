// Quantiles, histograms and counts over sorted values.

/** The quantile of ascending values by linear interpolation (`numpy.quantile`); NaN for none. `share` is 0 to 1. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

/** The median of ascending values; NaN for none. */
export function median(sorted: ArrayLike<number>): number {
  return quantile(sorted, 0.5);
}

/** Number of different values among ascending ones. */
export function countDistinct(sorted: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

/** Counts in bins of equal width from the least to the greatest value (`numpy.histogram`); the last bin includes its end. */
export function histogram(values: ArrayLike<number>, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i] as number);
    greatest = Math.max(greatest, values[i] as number);
  }
  const binOf = binsBetween(least, greatest, bins);
  for (let i = 0; i < values.length; i++) {
    const bin = binOf(values[i] as number);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** `histogram` of ascending values: where each bin ends is found by halving, so few of them are looked at. */
export function sortedHistogram(sorted: ArrayLike<number>, bins: number): number[] {
  const binOf = binsBetween(sorted[0] as number, sorted[sorted.length - 1] as number, bins);
  let start = 0;
  return Array.from({ length: bins }, (_, bin) => {
    const end = firstPlace(sorted, (value) => binOf(value) > bin);
    const count = end - start;
    start = end;
    return count;
  });
}

/** The bin of a value, from 0 on; it never falls as the value rises. */
function binsBetween(least: number, greatest: number, bins: number): (value: number) => number {
  const width = (greatest - least) / bins;
  if (!(width > 0)) return () => 0;
  return (value) => Math.min(bins - 1, Math.floor((value - least) / width));
}

/** The first place among ascending values that `isBeyond` is true for, which it stays from there on; else their number. */
export function firstPlace(sorted: ArrayLike<number>, isBeyond: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBeyond(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
