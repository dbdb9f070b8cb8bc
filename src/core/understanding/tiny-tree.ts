// A decision tree on one column: the tiny model that shows how much a column says by itself.

/** What the tree predicts: class weights of each row, or numbers. Leaves hold the mean of these vectors. */
export interface TreeTarget {
  /** Values per row: the number of classes, or 1 for a regression. */
  width: number;
  /** [rows, width] row-major. */
  values: Float64Array;
}

export interface TinyTree {
  /** Ascending; a value up to `limits[i]` falls into leaf i, larger ones into the last. */
  limits: number[];
  /** Mean target vector of each leaf. */
  leaves: Float64Array[];
}

const MOST_DEPTH = 5;
const LEAST_LEAF = 5;

interface Stretch {
  start: number;
  end: number;
  depth: number;
}

/**
 * Greedy splits by squared error (for class weights: Gini impurity; Breiman et al. 1984), at most five deep, at least five
 * rows in a leaf. `order` lists the rows by ascending value. `x` and the target are indexed by row.
 */
export function growTree(x: ArrayLike<number>, order: ArrayLike<number>, target: TreeTarget): TinyTree {
  const sums = prefixSums(order, target);
  const tree: TinyTree = { limits: [], leaves: [] };
  const pending: Stretch[] = [{ start: 0, end: order.length, depth: 0 }];
  for (;;) {
    const stretch = pending.pop();
    if (!stretch) return tree;
    const { start, end, depth } = stretch;
    const split = depth < MOST_DEPTH ? bestSplit(x, order, sums, target.width, stretch) : null;
    if (split === null) {
      // Stretches are worked off from the left, so the leaves come in ascending order.
      tree.leaves.push(meanOf(sums, target.width, start, end));
      const [last, next] = [x[order[end - 1] as number] as number, x[order[end] as number]];
      if (next !== undefined) tree.limits.push((last + next) / 2);
    } else {
      pending.push({ start: split, end, depth: depth + 1 }, { start, end: split, depth: depth + 1 });
    }
  }
}

/** Sums of the target vectors of the first rows in order: [rows + 1, width]. */
function prefixSums(order: ArrayLike<number>, { width, values }: TreeTarget): Float64Array {
  const sums = new Float64Array((order.length + 1) * width);
  for (let i = 0; i < order.length; i++)
    for (let c = 0; c < width; c++)
      sums[(i + 1) * width + c] =
        (sums[i * width + c] as number) + (values[(order[i] as number) * width + c] as number);
  return sums;
}

function bestSplit(
  x: ArrayLike<number>,
  order: ArrayLike<number>,
  sums: Float64Array,
  width: number,
  { start, end }: Stretch,
): number | null {
  let best: number | null = null;
  let gain = squares(sums, width, start, end) * (1 + 1e-9) + 1e-12;
  for (let at = start + LEAST_LEAF; at <= end - LEAST_LEAF; at++) {
    if (x[order[at - 1] as number] === x[order[at] as number]) continue;
    const score = squares(sums, width, start, at) + squares(sums, width, at, end);
    if (score > gain) [best, gain] = [at, score];
  }
  return best;
}

/** Squared sum over the number of rows: what a leaf of these rows takes off the squared error. */
function squares(sums: Float64Array, width: number, start: number, end: number): number {
  let total = 0;
  for (let c = 0; c < width; c++) {
    const sum = (sums[end * width + c] as number) - (sums[start * width + c] as number);
    total += sum * sum;
  }
  return total / (end - start);
}

function meanOf(sums: Float64Array, width: number, start: number, end: number): Float64Array {
  return Float64Array.from(
    { length: width },
    (_, c) => ((sums[end * width + c] as number) - (sums[start * width + c] as number)) / (end - start),
  );
}

/** The mean target vector of the leaf into which a value falls. */
export function askTree({ limits, leaves }: TinyTree, value: number): Float64Array {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (limits[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return leaves[low] as Float64Array;
}
