// Lookups: elements by number, one-hot codes, and texts to codes.
import type { ValueRef } from '../../../compile/graph';
import { type GraphBuilder } from '../../graph-builder';
import type { OnnxScope, OnnxTable } from '../scope';

/** Hone's own op, made for ONNX alone: texts and a constant vocabulary to codes, −1 for a text that is not in it. */
const CATEGORY_CODE = 'CategoryCode';

/** text [rows, 1] to codes [rows, 1] int32, as one table lookup. */
export function lookUpTexts(
  builder: GraphBuilder,
  name: string,
  text: ValueRef,
  categories: readonly string[],
): ValueRef {
  const type = { dtype: 'string', shape: [categories.length] } as const;
  const vocabulary = builder.constant(`${name}/vocabulary`, type, categories);
  return builder.op(name, CATEGORY_CODE, [text, vocabulary], { dtype: 'int32', shape: [-1, 1] });
}

function categoryCode(scope: OnnxScope): string {
  const categories = scope.knownTexts(1);
  // A table must have an entry; a text that no category can equal keeps an empty vocabulary valid.
  const keys = categories.length > 0 ? categories : [''];
  const codes = categories.length > 0 ? categories.map((_, i) => i) : [-1];
  const code = scope.add('LabelEncoder', [scope.input(0)], {
    domain: 'ai.onnx.ml',
    attributes: [
      { name: 'keys_strings', kind: 'strings', value: keys },
      { name: 'values_int64s', kind: 'ints', value: codes },
      { name: 'default_int64', kind: 'int', value: -1 },
    ],
  });
  return scope.cast(code, 'int32');
}

function gather(scope: OnnxScope): string {
  if (scope.integer('batch_dims', 0) !== 0) throw scope.unsupported('it gathers within batches');
  const axis = scope.inputCount > 2 ? (scope.known(2)[0] ?? 0) : 0;
  return scope.add('Gather', [scope.input(0), scope.input(1)], {
    attributes: [{ name: 'axis', kind: 'int', value: axis }],
  });
}

/** By comparison, as ONNX's own OneHot takes −1 for the last column where TensorFlow gives zeros. */
function oneHot(scope: OnnxScope): string {
  const depth = scope.known(1)[0] ?? 0;
  const rank = scope.type(0).shape.length + 1;
  const given = scope.integer('axis', -1);
  const axis = given < 0 ? given + rank : given;
  const shape = Array.from({ length: rank }, (_, i) => (i === axis ? depth : 1));
  const places = scope.constant(
    'int32',
    shape,
    Int32Array.from({ length: depth }, (_, i) => i),
  );
  const codes = scope.add('Unsqueeze', [scope.input(0), scope.integers([axis])]);
  return scope.add('Where', [scope.add('Equal', [codes, places]), scope.input(2), scope.input(3)]);
}

export const lookup: OnnxTable = {
  GatherV2: gather,
  Gather: gather,
  GatherNd: (scope) => scope.add('GatherND', [scope.input(0), scope.int64(1)]),
  OneHot: oneHot,
  [CATEGORY_CODE]: categoryCode,
};
