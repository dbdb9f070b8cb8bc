// Embedding: each category of a column has a learned vector.
import { sizeOf } from '../initializers/size-of';
import type { Initializer } from '../initializers/initializer';
import type { Layer, VariableSpec } from './layer';

export interface EmbeddingSettings {
  /** Number of categories of each column of codes. */
  categories: readonly number[];
  /** Length of a vector. */
  dimension: number;
}

/**
 * Codes [rows, columns] as float32 (−1 is missing or unseen) to their vectors side by side, [rows, columns · dimension].
 * All vectors stand in one table, column after column; each column's first vector is that of −1 and starts at 0, so
 * that a category which training never saw says nothing. Source: keras.layers.Embedding; Guo and Berkhahn 2016
 * (arXiv 1604.06737); first values N(0, 1) as in RealMLP and torch.nn.Embedding.
 */
export function embedding(name: string, { categories, dimension }: EmbeddingSettings): Layer {
  const starts = startsOf(categories);
  const table: VariableSpec = {
    name: `${name}/vectors`,
    shape: [categories.reduce((sum, count) => sum + count + 1, 0), dimension],
    initializer: vectors(starts, dimension),
    fanIn: categories.length,
    fanOut: dimension,
    trainable: true,
    regularized: false,
  };
  const width = categories.length * dimension;
  return {
    name,
    title: `Embedding ${dimension}`,
    width,
    variables: [table],
    apply(ops, x, context) {
      const known = ops.minimum(ops.maximum(x, -1), ops.tensor1d(categories.map((count) => count - 1)));
      // Half a number more, as the cast cuts off what is behind the point.
      const places = ops.add(known, ops.tensor1d(starts.map((start) => start + 1.5)));
      const rows = ops.reshape(ops.cast(places, 'int32'), [-1]);
      return ops.reshape(context.lookup(context.variable(table.name), rows), [-1, width]);
    },
  };
}

/** Row of the table at which each column's vectors begin. */
function startsOf(categories: readonly number[]): number[] {
  let next = 0;
  return categories.map((count) => {
    const start = next;
    next += count + 1;
    return start;
  });
}

const vectors =
  (starts: readonly number[], dimension: number): Initializer =>
  ({ shape, random }) => {
    const values = Float32Array.from({ length: sizeOf(shape) }, () => random.normal());
    for (const start of starts) values.fill(0, start * dimension, (start + 1) * dimension);
    return values;
  };
