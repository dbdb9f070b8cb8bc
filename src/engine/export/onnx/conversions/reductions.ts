// Sums, means and extremes over axes.
import type { OnnxConversion, OnnxScope, OnnxTable } from '../scope';

/** The axes as ONNX may be given them: none at all would mean every axis, where TensorFlow means no axis. */
function reduceAs(op: string, scope: OnnxScope, value: string): string {
  const axes = scope.known(1);
  if (axes.length === 0) return scope.add('Identity', [value]);
  const keep = { name: 'keepdims', kind: 'int', value: scope.flag('keep_dims') ? 1 : 0 } as const;
  // In operator set 17 the sum alone takes its axes as an input.
  if (op === 'ReduceSum') return scope.add(op, [value, scope.integers(axes)], { attributes: [keep] });
  return scope.add(op, [value], { attributes: [{ name: 'axes', kind: 'ints', value: axes }, keep] });
}

const reduce =
  (op: string): OnnxConversion =>
  (scope) =>
    reduceAs(op, scope, scope.input(0));

/** Truth values as 0 and 1: ONNX reduces numbers only. */
const reduceTruth =
  (op: string): OnnxConversion =>
  (scope) =>
    scope.cast(reduceAs(op, scope, scope.cast(scope.input(0), 'int32')), 'bool');

const place =
  (op: string): OnnxConversion =>
  (scope) => {
    const index = scope.add(op, [scope.input(0)], {
      attributes: [
        { name: 'axis', kind: 'int', value: scope.known(1)[0] ?? 0 },
        { name: 'keepdims', kind: 'int', value: 0 },
      ],
    });
    return scope.cast(index, 'int32');
  };

export const reductions: OnnxTable = {
  Sum: reduce('ReduceSum'),
  Mean: reduce('ReduceMean'),
  Max: reduce('ReduceMax'),
  Min: reduce('ReduceMin'),
  Prod: reduce('ReduceProd'),
  All: reduceTruth('ReduceMin'),
  Any: reduceTruth('ReduceMax'),
  ArgMax: place('ArgMax'),
  ArgMin: place('ArgMin'),
};
