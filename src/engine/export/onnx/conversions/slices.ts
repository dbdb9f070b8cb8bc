// Parts of tensors.
import type { OnnxScope, OnnxTable } from '../scope';

// ONNX cuts an end that lies behind the last element.
const TO_THE_END = 2 ** 31 - 1;

function cut(
  scope: OnnxScope,
  begins: readonly number[],
  ends: readonly number[],
  strides: readonly number[],
): string {
  const axes = begins.map((_, axis) => axis);
  const lists = [begins, ends, axes, strides].map((list) => scope.integers(list));
  return scope.add('Slice', [scope.input(0), ...lists]);
}

/** begin and size; a size of −1 takes all that is left. */
function slice(scope: OnnxScope): string {
  const begins = scope.known(1);
  const ends = scope.known(2).map((size, axis) => (size < 0 ? TO_THE_END : (begins[axis] as number) + size));
  return cut(
    scope,
    begins,
    ends,
    begins.map(() => 1),
  );
}

const hasBit = (mask: number, axis: number) => ((mask >> axis) & 1) === 1;

function stridedSlice(scope: OnnxScope): string {
  if (scope.integer('ellipsis_mask', 0) !== 0) throw scope.unsupported('it uses an ellipsis');
  if (scope.integer('new_axis_mask', 0) !== 0) throw scope.unsupported('it adds an axis');
  const masks = { begin: scope.integer('begin_mask', 0), end: scope.integer('end_mask', 0) };
  const shrink = scope.integer('shrink_axis_mask', 0);
  const strides = scope.known(3);
  const forward = (axis: number) => (strides[axis] as number) > 0;
  const begins = scope.known(1).map((begin, axis) => {
    if (hasBit(shrink, axis) || !hasBit(masks.begin, axis)) return begin;
    return forward(axis) ? 0 : TO_THE_END;
  });
  const ends = scope.known(2).map((end, axis) => {
    const begin = begins[axis] as number;
    if (hasBit(shrink, axis)) return begin === -1 ? TO_THE_END : begin + 1;
    if (!hasBit(masks.end, axis)) return end;
    return forward(axis) ? TO_THE_END : -TO_THE_END;
  });
  const part = cut(scope, begins, ends, strides);
  const dropped = begins.map((_, axis) => axis).filter((axis) => hasBit(shrink, axis));
  return dropped.length === 0 ? part : scope.add('Squeeze', [part, scope.integers(dropped)]);
}

function splitInto(scope: OnnxScope, value: number, axis: number, sizes: readonly number[]): string[] {
  return scope.addAll('Split', [scope.input(value), scope.integers(sizes)], {
    attributes: [{ name: 'axis', kind: 'int', value: axis }],
    outputs: sizes.length,
  });
}

/** axis, value: equal parts. */
function split(scope: OnnxScope): string[] {
  const axis = scope.known(0)[0] ?? 0;
  const count = scope.integer('num_split', 1);
  const width = scope.type(1).shape.at(axis) ?? -1;
  if (width < 0) throw scope.unsupported('it splits the rows');
  return splitInto(
    scope,
    1,
    axis,
    Array.from({ length: count }, () => width / count),
  );
}

function reverse(scope: OnnxScope): string {
  const axes = scope.known(1);
  const all = (number: number) => scope.integers(axes.map(() => number));
  return scope.add('Slice', [scope.input(0), all(-1), all(-TO_THE_END), scope.integers(axes), all(-1)]);
}

export const slices: OnnxTable = {
  Slice: slice,
  StridedSlice: stridedSlice,
  Split: split,
  SplitV: (scope) => splitInto(scope, 0, scope.known(2)[0] ?? 0, scope.known(1)),
  ReverseV2: reverse,
};
