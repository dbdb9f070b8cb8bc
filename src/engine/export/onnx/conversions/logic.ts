// Comparisons, truth values, choices between values, and types.
import type { DataType } from '../../../compile/graph';
import type { OnnxConversion, OnnxScope, OnnxTable } from '../scope';

const compare =
  (op: string): OnnxConversion =>
  (scope) =>
    scope.add(op, [scope.input(0), scope.input(1)]);

const alone =
  (op: string): OnnxConversion =>
  (scope) =>
    scope.add(op, [scope.input(0)]);

/** condition, then, else. Where has no truth values, so those are chosen by logic. */
function select(scope: OnnxScope): string {
  const [condition, yes, no] = [scope.input(0), scope.input(1), scope.input(2)];
  if (scope.type(0).shape.length !== scope.type(1).shape.length && scope.node.op === 'Select') {
    if (scope.type(0).shape.length !== 0) throw scope.unsupported('its condition chooses whole rows');
  }
  if (scope.type(1).dtype !== 'bool') return scope.add('Where', [condition, yes, no]);
  const otherwise = scope.add('And', [scope.add('Not', [condition]), no]);
  return scope.add('Or', [scope.add('And', [condition, yes]), otherwise]);
}

function isFinite(scope: OnnxScope): string {
  const bad = scope.add('Or', [scope.add('IsNaN', [scope.input(0)]), scope.add('IsInf', [scope.input(0)])]);
  return scope.add('Not', [bad]);
}

export const logic: OnnxTable = {
  Equal: compare('Equal'),
  NotEqual: (scope) => scope.add('Not', [scope.add('Equal', [scope.input(0), scope.input(1)])]),
  Greater: compare('Greater'),
  GreaterEqual: compare('GreaterOrEqual'),
  Less: compare('Less'),
  LessEqual: compare('LessOrEqual'),
  LogicalAnd: compare('And'),
  LogicalOr: compare('Or'),
  LogicalNot: alone('Not'),
  IsNan: alone('IsNaN'),
  IsInf: alone('IsInf'),
  IsFinite: isFinite,
  Select: select,
  SelectV2: select,
  Cast: (scope) => scope.cast(scope.input(0), scope.find('DstT')?.value as DataType),
};
