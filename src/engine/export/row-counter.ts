// Shapes that follow the number of rows at run time, for ops that cannot leave a size open.
import type { DataType, ValueRef } from '../compile/graph';
import { type GraphBuilder, integerOf, typeOf } from './graph-builder';

/** A size that is a plain number (`timesRows` 0) or a multiple of the number of rows. */
export interface RowSize {
  fixed: number;
  timesRows: number;
}

/** A value whose first axis is the rows. */
export interface RowSource {
  ref: ValueRef;
  dtype: DataType;
  rank: number;
}

export interface RowCounter {
  /** The sizes as an int32 tensor [sizes.length]. */
  shape(sizes: readonly RowSize[]): ValueRef;
  /** Zeros of that shape. */
  filled(dtype: DataType, sizes: readonly RowSize[]): ValueRef;
}

/** Counts the rows of `source`; null if the graph has no input to count them by. */
export function rowCounter(builder: GraphBuilder, source: RowSource | null): RowCounter {
  let known: ValueRef | undefined;
  let shapes = 0;
  const rows = () => {
    if (!source) throw new Error('A graph without inputs has no number of rows');
    known ??= countRows(builder, source);
    return known;
  };
  const sizeOf = (size: RowSize, name: string): ValueRef => {
    if (size.timesRows === 0) return scalar(builder, name, size.fixed);
    if (size.timesRows === 1) return rows();
    const factor = scalar(builder, `${name}/factor`, size.timesRows);
    return builder.op(name, 'Mul', [rows(), factor], { dtype: 'int32', shape: [] }, [typeOf('T', 'int32')]);
  };
  const shape = (sizes: readonly RowSize[]) => {
    const name = `free/shape-${shapes++}`;
    const parts = sizes.map((size, axis) => sizeOf(size, `${name}/${axis}`));
    return builder.op(name, 'Pack', parts, { dtype: 'int32', shape: [sizes.length] }, [
      integerOf('N', sizes.length),
      integerOf('axis', 0),
      typeOf('T', 'int32'),
    ]);
  };
  return {
    shape,
    filled(dtype, sizes) {
      const dims = shape(sizes);
      const zero = builder.constant(
        `${dims.node}/zero`,
        { dtype, shape: [] },
        dtype === 'int32' ? Int32Array.of(0) : Float32Array.of(0),
      );
      const type = { dtype, shape: sizes.map((size) => (size.timesRows > 0 ? -1 : size.fixed)) };
      return builder.op(`${dims.node}/zeros`, 'Fill', [dims, zero], type, [
        typeOf('T', dtype),
        typeOf('index_type', 'int32'),
      ]);
    },
  };
}

function scalar(builder: GraphBuilder, name: string, value: number): ValueRef {
  return builder.constant(name, { dtype: 'int32', shape: [] }, Int32Array.of(value));
}

function countRows(builder: GraphBuilder, source: RowSource): ValueRef {
  const shape = builder.op(
    'free/source-shape',
    'Shape',
    [source.ref],
    { dtype: 'int32', shape: [source.rank] },
    [typeOf('T', source.dtype), typeOf('out_type', 'int32')],
  );
  const at = (name: string, value: number) =>
    builder.constant(`free/rows/${name}`, { dtype: 'int32', shape: [1] }, Int32Array.of(value));
  const bounds = [at('begin', 0), at('end', 1), at('strides', 1)];
  return builder.op('free/rows', 'StridedSlice', [shape, ...bounds], { dtype: 'int32', shape: [] }, [
    typeOf('T', 'int32'),
    typeOf('Index', 'int32'),
    integerOf('begin_mask', 0),
    integerOf('end_mask', 0),
    integerOf('ellipsis_mask', 0),
    integerOf('new_axis_mask', 0),
    integerOf('shrink_axis_mask', 1),
  ]);
}
