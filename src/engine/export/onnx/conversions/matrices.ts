// Matrix products and what is computed along the last axis.
import type { OnnxScope, OnnxTable } from '../scope';

/** The input, its last two axes swapped if `swapped`. */
function factor(scope: OnnxScope, place: number, swapped: boolean): string {
  if (!swapped) return scope.input(place);
  const axes = scope.type(place).shape.map((_, axis) => axis);
  const [row, column] = axes.splice(-2) as [number, number];
  return scope.add('Transpose', [scope.input(place)], {
    attributes: [{ name: 'perm', kind: 'ints', value: [...axes, column, row] }],
  });
}

const product = (left: string, right: string) => (scope: OnnxScope) =>
  scope.add('MatMul', [factor(scope, 0, scope.flag(left)), factor(scope, 1, scope.flag(right))]);

const alongLastAxis = (op: string) => (scope: OnnxScope) =>
  scope.add(op, [scope.input(0)], { attributes: [{ name: 'axis', kind: 'int', value: -1 }] });

function cumulativeSum(scope: OnnxScope): string {
  const attributes = ['exclusive', 'reverse'].map(
    (name) => ({ name, kind: 'int', value: scope.flag(name) ? 1 : 0 }) as const,
  );
  return scope.add('CumSum', [scope.input(0), scope.input(1)], { attributes });
}

function largest(scope: OnnxScope): string[] {
  const count = scope.add('Reshape', [scope.int64(1), scope.integers([1])]);
  const [values, places] = scope.addAll('TopK', [scope.input(0), count], { outputs: 2 }) as [string, string];
  return [values, scope.cast(places, 'int32')];
}

export const matrices: OnnxTable = {
  MatMul: product('transpose_a', 'transpose_b'),
  BatchMatMul: product('adj_x', 'adj_y'),
  BatchMatMulV2: product('adj_x', 'adj_y'),
  Einsum: (scope) =>
    scope.add(
      'Einsum',
      scope.node.inputs.map((_, place) => scope.input(place)),
      { attributes: [{ name: 'equation', kind: 'string', value: String(scope.find('equation')?.value) }] },
    ),
  Softmax: alongLastAxis('Softmax'),
  LogSoftmax: alongLastAxis('LogSoftmax'),
  Cumsum: cumulativeSum,
  TopKV2: largest,
};
