// The n-th smallest of unsorted values, without sorting them all.

/**
 * The value that would stand at `place` if the values were ascending; none is NaN. Reorders the values so that none
 * before that place is greater and none behind it smaller (Hoare 1961, "Algorithm 65: Find"; the median of three as pivot).
 */
export function selectPlace(values: Float64Array, place: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(
      values[left] as number,
      values[(left + right) >> 1] as number,
      values[right] as number,
    );
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const kept = values[low] as number;
      values[low] = values[high] as number;
      values[high] = kept;
      low++;
      high--;
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else break;
  }
  return values[place] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** The median of values without NaN; reorders them. NaN for none. */
export function selectMedian(values: Float64Array): number {
  const middle = values.length >> 1;
  const upper = selectPlace(values, middle);
  if (values.length === 0) return Number.NaN;
  if (values.length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i] as number);
  return (lower + upper) / 2;
}
