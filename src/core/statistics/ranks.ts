// Ranks of values, equal ones sharing their mean rank.

/** Ranks from 1 to n, ties averaged (`scipy.stats.rankdata`). No NaN. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = sortedOrder(values);
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number] as number;
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) result[order[i] as number] = rank;
    start = end;
  }
  return result;
}

/** The places of the values in ascending order; equal values keep theirs. */
export function sortedOrder(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}
