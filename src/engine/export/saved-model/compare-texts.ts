// Texts to codes in plain TensorFlow ops: a table would need an initializer that not every loader runs.
import type { ValueRef } from '../../compile/graph';
import { type GraphBuilder, typeOf } from '../graph-builder';

/** text [rows, 1] to codes [rows, 1] int32: the sum over the categories of (place + 1) where equal, less 1. */
export function compareTexts(
  builder: GraphBuilder,
  name: string,
  text: ValueRef,
  categories: readonly string[],
): ValueRef {
  const width = categories.length;
  const wide = (dtype: 'bool' | 'int32') => ({ dtype, shape: [-1, width] }) as const;
  const column = { dtype: 'int32', shape: [-1, 1] } as const;
  const int32 = typeOf('T', 'int32');
  const vocabulary = builder.constant(
    `${name}/vocabulary`,
    { dtype: 'string', shape: [1, width] },
    categories,
  );
  const places = Int32Array.from(categories, (_, i) => i + 1);
  const place = builder.constant(`${name}/places`, { dtype: 'int32', shape: [1, width] }, places);
  // 1 is also the axis that is summed over.
  const one = builder.constant(`${name}/one`, { dtype: 'int32', shape: [] }, Int32Array.of(1));
  const equal = builder.op(`${name}/equal`, 'Equal', [text, vocabulary], wide('bool'), [
    typeOf('T', 'string'),
  ]);
  const hit = builder.op(`${name}/hit`, 'Cast', [equal], wide('int32'), [
    typeOf('SrcT', 'bool'),
    typeOf('DstT', 'int32'),
  ]);
  const product = builder.op(`${name}/product`, 'Mul', [hit, place], wide('int32'), [int32]);
  const sum = builder.op(`${name}/sum`, 'Sum', [product, one], column, [
    int32,
    typeOf('Tidx', 'int32'),
    { name: 'keep_dims', kind: 'bool', value: true },
  ]);
  return builder.op(name, 'Sub', [sum, one], column, [int32]);
}
