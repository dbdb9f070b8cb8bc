// The tensor ops of preparation in plain JavaScript and double precision: what fits a step on the output of the steps
// before it, and what draws it, where no TensorFlow is at hand.
import type { Ops, Tensor } from '../tensor';

/** Values in row-major order; truth values are 0 and 1. At most two axes. */
interface Plain {
  shape: readonly number[];
  dtype: 'float32' | 'int32' | 'bool';
  values: Float64Array;
}

const ofShape = (
  shape: readonly number[],
  values: Float64Array,
  dtype: Plain['dtype'] = 'float32',
): Plain => ({
  shape,
  dtype,
  values,
});
const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
const asPlain = (value: Plain | number): Plain =>
  typeof value === 'number' ? ofShape([], Float64Array.of(value)) : value;
const last = (tensor: Plain) => tensor.shape.at(-1) ?? 1;

/** Rows and columns; a list is one row. */
const matrixOf = ({ shape }: Plain): [number, number] =>
  shape.length === 2 ? [shape[0] as number, shape[1] as number] : [1, shape[0] ?? 1];

function commonShape(tensors: readonly Plain[]): number[] {
  const rank = Math.max(...tensors.map(({ shape }) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = tensors.map(({ shape }) => shape[axis - rank + shape.length] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}

/** The place in a tensor that stands for row and column of the common shape. */
function placer(tensor: Plain): (row: number, column: number) => number {
  const [rows, columns] = matrixOf(tensor);
  const [down, across] = [rows === 1 ? 0 : columns, columns === 1 ? 0 : 1];
  return (row, column) => row * down + column * across;
}

function combine(
  given: readonly (Plain | number)[],
  dtype: Plain['dtype'],
  compute: (...values: number[]) => number,
): Plain {
  const tensors = given.map(asPlain);
  const shape = commonShape(tensors);
  const [rows, columns] = matrixOf(ofShape(shape, new Float64Array()));
  const places = tensors.map(placer);
  const values = new Float64Array(sizeOf(shape));
  const operands = tensors.map(() => 0);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      for (let i = 0; i < tensors.length; i++) {
        operands[i] = (tensors[i] as Plain).values[
          (places[i] as (r: number, c: number) => number)(row, column)
        ] as number;
      }
      values[at] = compute(...operands);
    }
  }
  return ofShape(shape, values, dtype);
}

type Unary = (x: number) => number;
type Binary = (a: number, b: number) => number;
const unary =
  (compute: Unary, dtype: Plain['dtype'] = 'float32') =>
  (x: Plain | number): Plain => {
    const { shape, values } = asPlain(x);
    return ofShape(shape, values.map(compute), dtype);
  };
const binary =
  (compute: Binary, dtype: Plain['dtype'] = 'float32') =>
  (a: Plain | number, b: Plain | number): Plain =>
    combine([a, b], dtype, compute as (...values: number[]) => number);
const truth = (compute: (a: number, b: number) => boolean) => binary((a, b) => Number(compute(a, b)), 'bool');

/** Columns `from` to `from + count` of a matrix. */
function columnsOf(tensor: Plain, from: number, count: number): Plain {
  const [rows, width] = matrixOf(tensor);
  const values = new Float64Array(rows * count);
  for (let row = 0; row < rows; row++) {
    const start = row * width + from;
    values.set(tensor.values.subarray(start, start + count), row * count);
  }
  return ofShape([rows, count], values, tensor.dtype);
}

function concat(tensors: readonly Plain[]): Plain {
  const rows = tensors[0]?.shape[0] ?? 0;
  const width = tensors.reduce((sum, tensor) => sum + last(tensor), 0);
  const values = new Float64Array(rows * width);
  let from = 0;
  for (const tensor of tensors) {
    const count = last(tensor);
    for (let row = 0; row < rows; row++) {
      values.set(tensor.values.subarray(row * count, (row + 1) * count), row * width + from);
    }
    from += count;
  }
  return ofShape([rows, width], values);
}

/** Numbers of a list, rows of a matrix (axis 0), or columns of it (axis 1). */
function gather(table: Plain, places: Plain, axis = 0): Plain {
  const [rows, width] = matrixOf(table);
  if (axis === 1) {
    const count = places.values.length;
    const values = new Float64Array(rows * count);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < count; i++) {
        values[row * count + i] = table.values[row * width + (places.values[i] as number)] as number;
      }
    }
    return ofShape([rows, count], values, table.dtype);
  }
  if (table.shape.length === 1) {
    return ofShape(
      places.shape,
      places.values.map((place) => table.values[place] as number),
      table.dtype,
    );
  }
  const values = new Float64Array(places.values.length * width);
  places.values.forEach((place, i) => {
    values.set(table.values.subarray(place * width, (place + 1) * width), i * width);
  });
  return ofShape([...places.shape, width], values, table.dtype);
}

function matMul(a: Plain, b: Plain, transposeA = false, transposeB = false): Plain {
  if (transposeA) throw new Error('The plain product has no transposed first factor');
  const [rows, inner] = matrixOf(a);
  const [bRows, bColumns] = matrixOf(b);
  const columns = transposeB ? bRows : bColumns;
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = a.values[row * inner + k] as number;
      if (factor === 0) continue;
      for (let column = 0; column < columns; column++) {
        const other = b.values[transposeB ? column * bColumns + k : k * bColumns + column] as number;
        values[row * columns + column] = (values[row * columns + column] as number) + factor * other;
      }
    }
  }
  return ofShape([rows, columns], values);
}

/** Sum of each row. */
function sum(x: Plain, axis: number, keepDims = false): Plain {
  if (axis !== 1) throw new Error('The plain sum is over columns');
  const [rows, width] = matrixOf(x);
  const values = new Float64Array(rows);
  for (let i = 0; i < x.values.length; i++) {
    const row = Math.floor(i / width);
    values[row] = (values[row] as number) + (x.values[i] as number);
  }
  return ofShape(keepDims ? [rows, 1] : [rows], values);
}

/** The largest values of each row and their places; of equal ones the first. */
function topk(x: Plain, k: number): { values: Plain; indices: Plain } {
  const [rows, width] = matrixOf(x);
  const values = new Float64Array(rows * k);
  const indices = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const own = x.values.subarray(row * width, (row + 1) * width);
    const order = Array.from(own.keys()).sort((a, b) => (own[b] as number) - (own[a] as number) || a - b);
    for (let i = 0; i < k; i++) {
      indices[row * k + i] = order[i] as number;
      values[row * k + i] = own[order[i] as number] as number;
    }
  }
  return { values: ofShape([rows, k], values), indices: ofShape([rows, k], indices, 'int32') };
}

function oneHot(codes: Plain, depth: number): Plain {
  const values = new Float64Array(codes.values.length * depth);
  codes.values.forEach((code, i) => {
    if (code >= 0 && code < depth) values[i * depth + code] = 1;
  });
  return ofShape([...codes.shape, depth], values);
}

/** The error function to about 1e-7 (Abramowitz and Stegun 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

function cast(x: Plain, dtype: Plain['dtype']): Plain {
  return ofShape(x.shape, dtype === 'int32' ? x.values.map(Math.trunc) : x.values, dtype);
}

function split(x: Plain, sizes: readonly number[], axis: number): Plain[] {
  if (axis !== 1) throw new Error('Plain tensors are split by columns');
  let from = 0;
  return sizes.map((size) => {
    from += size;
    return columnsOf(x, from - size, size);
  });
}

const tensor1d = (values: ArrayLike<number>, dtype: Plain['dtype'] = 'float32') =>
  ofShape([values.length], Float64Array.from(values), dtype);
const tensor2d = (
  values: ArrayLike<number> | readonly (readonly number[])[],
  shape?: readonly number[],
  dtype: Plain['dtype'] = 'float32',
) =>
  Array.isArray(values[0])
    ? ofShape(
        [values.length, (values[0] as number[]).length],
        Float64Array.from((values as number[][]).flat()),
        dtype,
      )
    : ofShape(shape as readonly number[], Float64Array.from(values as ArrayLike<number>), dtype);

const plain = {
  tidy: (compute: () => unknown) => compute(),
  tensor1d,
  tensor2d,
  scalar: (value: number, dtype: Plain['dtype'] = 'float32') => ofShape([], Float64Array.of(value), dtype),
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  divNoNan: binary((a, b) => (b === 0 ? 0 : a / b)),
  minimum: binary(Math.min),
  maximum: binary(Math.max),
  equal: truth((a, b) => a === b),
  less: truth((a, b) => a < b),
  lessEqual: truth((a, b) => a <= b),
  greater: truth((a, b) => a > b),
  greaterEqual: truth((a, b) => a >= b),
  neg: unary((x) => -x),
  abs: unary(Math.abs),
  sign: unary(Math.sign),
  square: unary((x) => x * x),
  sqrt: unary(Math.sqrt),
  floor: unary(Math.floor),
  exp: unary(Math.exp),
  expm1: unary(Math.expm1),
  log: unary(Math.log),
  log1p: unary(Math.log1p),
  sin: unary(Math.sin),
  cos: unary(Math.cos),
  relu: unary((x) => Math.max(x, 0)),
  erf: unary(erf),
  isNaN: unary((x) => Number(Number.isNaN(x)), 'bool'),
  zerosLike: unary(() => 0),
  onesLike: unary(() => 1),
  clipByValue: (x: Plain, low: number, high: number) => unary((one) => Math.min(Math.max(one, low), high))(x),
  where: (test: Plain, yes: Plain | number, no: Plain | number) =>
    combine([test, yes, no], 'float32', (condition, a, b) => (condition ? (a as number) : (b as number))),
  cast,
  concat,
  split,
  unstack: (x: Plain) =>
    split(
      x,
      Array.from({ length: last(x) }, () => 1),
      1,
    ).map((column) => ofShape([column.values.length], column.values, column.dtype)),
  gather,
  expandDims: (x: Plain, axis: number) =>
    ofShape(axis === 0 ? [1, ...x.shape] : [...x.shape, 1], x.values, x.dtype),
  matMul,
  sum,
  topk,
  oneHot,
};

/**
 * Takes the place of tfjs for `prepareRows` and the choices that it is made of. Ops that none of them uses are absent,
 * and its tensors have but shape, type and values: no type says so without every choice saying it too.
 */
export const plainOps = plain as unknown as Ops;

/** The values of a tensor that `plainOps` made; throws for one of tfjs, which has none at hand. */
export function plainValues(tensor: Tensor): Float64Array {
  if ('values' in tensor && tensor.values instanceof Float64Array) return tensor.values;
  throw new Error('These are not values of the plain ops');
}
