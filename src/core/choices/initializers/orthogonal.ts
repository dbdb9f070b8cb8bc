// Orthogonal weights: a random rotation.
import type { Random } from '../../random';
import { defineInitializer } from './initializer';
import { scale } from './scale';
import { sizeOf } from './size-of';

/**
 * A matrix [rows, columns] (rows ≥ columns), row-major, of orthonormal columns, uniformly distributed: what the QR
 * decomposition of normal numbers gives with a positive diagonal of R, as a product of reflections of random vectors.
 * Source: Stewart 1980, "The efficient generation of random orthogonal matrices".
 */
function orthonormalColumns(rows: number, columns: number, random: Random): Float64Array {
  const matrix = new Float64Array(rows * columns);
  const signs = new Float64Array(columns);
  for (let k = columns - 1; k >= 0; k--) {
    matrix[k * columns + k] = 1;
    const vector = Float64Array.from({ length: rows - k }, () => random.normal());
    const first = vector[0] as number;
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    vector[0] = first + (first < 0 ? -length : length);
    signs[k] = first < 0 ? 1 : -1;
    reflect(matrix, columns, k, vector);
  }
  for (let i = 0; i < matrix.length; i++) matrix[i] = (matrix[i] as number) * (signs[i % columns] as number);
  return matrix;
}

/** Reflects the part of the matrix from row and column k on at the plane across `vector`. */
function reflect(matrix: Float64Array, columns: number, k: number, vector: Float64Array): void {
  const products = new Float64Array(columns);
  let squares = 0;
  vector.forEach((value, i) => {
    squares += value * value;
    const row = (k + i) * columns;
    for (let j = k; j < columns; j++)
      products[j] = (products[j] as number) + value * (matrix[row + j] as number);
  });
  vector.forEach((value, i) => {
    const row = (k + i) * columns;
    const factor = (2 * value) / squares;
    for (let j = k; j < columns; j++)
      matrix[row + j] = (matrix[row + j] as number) - factor * (products[j] as number);
  });
}

export const orthogonal = defineInitializer({
  kind: 'orthogonal',
  title: 'Orthogonal',
  help: 'A random rotation: no direction is stretched or lost, so signals keep their length through many layers and time steps. Usual for recurrent weights; a scale of 1.41 suits ReLU. Takes seconds above 1,000 units.',
  source:
    'Saxe, McClelland and Ganguli 2013 (arXiv 1312.6120); keras.initializers.Orthogonal, whose gain is the scale',
  params: { scale },
  create:
    ({ scale }) =>
    ({ shape, random }) => {
      // As Keras: all axes but the last are the rows of a matrix.
      const columns = shape.at(-1) ?? 1;
      const rows = sizeOf(shape) / columns;
      const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
      const matrix = orthonormalColumns(long, short, random);
      const values = new Float32Array(rows * columns);
      for (let i = 0; i < values.length; i++) {
        // A wide matrix is a tall one on its side.
        const at = rows >= columns ? i : (i % columns) * short + Math.floor(i / columns);
        values[i] = scale * (matrix[at] as number);
      }
      return values;
    },
});
