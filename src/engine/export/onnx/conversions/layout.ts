// Shapes: giving tensors another form, joining, repeating and filling them.
import type { OnnxScope, OnnxTable } from '../scope';

function unsqueeze(scope: OnnxScope, value: string, axis: number): string {
  return scope.add('Unsqueeze', [value, scope.integers([axis])]);
}

function squeeze(scope: OnnxScope): string {
  const axes = (scope.find('squeeze_dims') ?? scope.find('axis'))?.value as readonly number[] | undefined;
  if (!axes || axes.length === 0) return scope.add('Squeeze', [scope.input(0)]);
  return scope.add('Squeeze', [scope.input(0), scope.integers(axes)]);
}

function concatenate(scope: OnnxScope, values: readonly string[], axis: number): string {
  return scope.add('Concat', values, { attributes: [{ name: 'axis', kind: 'int', value: axis }] });
}

function pack(scope: OnnxScope): string {
  const axis = scope.integer('axis', 0);
  const parts = scope.node.inputs.map((_, place) => unsqueeze(scope, scope.input(place), axis));
  return concatenate(scope, parts, axis);
}

function unpack(scope: OnnxScope): string[] {
  const axis = scope.integer('axis', 0);
  return Array.from({ length: scope.integer('num', 1) }, (_, place) => {
    const index = scope.constant('int64', [], BigInt64Array.of(BigInt(place)));
    return scope.add('Gather', [scope.input(0), index], {
      attributes: [{ name: 'axis', kind: 'int', value: axis }],
    });
  });
}

/** Spreads one number over the input's shape, which also turns NaN into it. */
const like = (number: number) => (scope: OnnxScope) =>
  scope.add('Expand', [scope.scalar(scope.type(0).dtype, number), scope.add('Shape', [scope.input(0)])]);

function pad(scope: OnnxScope): string {
  const pairs = scope.known(1);
  const before = pairs.filter((_, i) => i % 2 === 0);
  const after = pairs.filter((_, i) => i % 2 === 1);
  const value = scope.inputCount > 2 ? scope.input(2) : scope.scalar(scope.type(0).dtype, 0);
  return scope.add('Pad', [scope.input(0), scope.integers([...before, ...after]), value]);
}

export const layout: OnnxTable = {
  Reshape: (scope) => scope.add('Reshape', [scope.input(0), scope.int64(1)]),
  ExpandDims: (scope) => unsqueeze(scope, scope.input(0), scope.known(1)[0] ?? 0),
  Squeeze: squeeze,
  Transpose: (scope) =>
    scope.add('Transpose', [scope.input(0)], {
      attributes: [{ name: 'perm', kind: 'ints', value: scope.known(1) }],
    }),
  ConcatV2: (scope) => {
    const last = scope.inputCount - 1;
    const values = Array.from({ length: last }, (_, place) => scope.input(place));
    return concatenate(scope, values, scope.known(last)[0] ?? 0);
  },
  Pack: pack,
  Unpack: unpack,
  BroadcastTo: (scope) => scope.add('Expand', [scope.input(0), scope.int64(1)]),
  Tile: (scope) => scope.add('Tile', [scope.input(0), scope.int64(1)]),
  Fill: (scope) => scope.add('Expand', [scope.input(1), scope.int64(0)]),
  ZerosLike: like(0),
  OnesLike: like(1),
  Shape: (scope) => scope.cast(scope.add('Shape', [scope.input(0)]), 'int32'),
  Range: (scope) => scope.add('Range', [scope.input(0), scope.input(1), scope.input(2)]),
  Pad: pad,
  PadV2: pad,
};
