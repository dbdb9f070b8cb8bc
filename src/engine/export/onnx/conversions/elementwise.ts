// Arithmetic and functions of single elements.
import type { OnnxConversion, OnnxScope, OnnxTable } from '../scope';

/** An ONNX operator of the same meaning and the same inputs. */
const same =
  (op: string): OnnxConversion =>
  (scope) =>
    scope.add(
      op,
      scope.node.inputs.map((_, place) => scope.input(place)),
    );

/** A function of one input in two operators. */
const then =
  (first: string, second: string): OnnxConversion =>
  (scope) =>
    scope.add(second, [scope.add(first, [scope.input(0)])]);

const one = (scope: OnnxScope) => scope.scalar(scope.type(0).dtype, 1);
const isFloat = (scope: OnnxScope) => scope.type(0).dtype === 'float32' || scope.type(0).dtype === 'float64';

/** An attribute α of TensorFlow under ONNX's name. */
const withAlpha =
  (op: string, fallback: number): OnnxConversion =>
  (scope) =>
    scope.add(op, [scope.input(0)], {
      attributes: [{ name: 'alpha', kind: 'float', value: Number(scope.find('alpha')?.value ?? fallback) }],
    });

const limit = (scope: OnnxScope, low: string, high: string) =>
  scope.add('Min', [scope.add('Max', [scope.input(0), low]), high]);

const quotientFloor = (scope: OnnxScope, left: string, right: string) =>
  scope.add('Floor', [scope.add('Div', [left, right])]);

/** Rounds down; ONNX's division of integers rounds towards 0, so integers take the way through float64. */
function floorDiv(scope: OnnxScope): string {
  if (isFloat(scope)) return quotientFloor(scope, scope.input(0), scope.input(1));
  const wide = [0, 1].map((place) => scope.cast(scope.input(place), 'float64'));
  return scope.cast(quotientFloor(scope, wide[0] as string, wide[1] as string), 'int32');
}

/** The remainder with the sign of the divisor. */
function floorMod(scope: OnnxScope): string {
  const [left, right] = [scope.input(0), scope.input(1)];
  if (!isFloat(scope)) return scope.add('Mod', [left, right]);
  return scope.add('Sub', [left, scope.add('Mul', [quotientFloor(scope, left, right), right])]);
}

/** 0 where the divisor is 0. */
function divNoNan(scope: OnnxScope): string {
  const [left, right] = [scope.input(0), scope.input(1)];
  const zero = scope.scalar(scope.type(0).dtype, 0);
  const quotient = scope.add('Div', [left, right]);
  return scope.add('Where', [scope.add('Equal', [right, zero]), zero, quotient]);
}

/** tanh(x / 2) · (eˣ + 1), as eˣ − 1 would lose the digits of a small x. */
function exponentialLessOne(scope: OnnxScope): string {
  const half = scope.add('Mul', [scope.input(0), scope.scalar(scope.type(0).dtype, 0.5)]);
  const sum = scope.add('Add', [scope.add('Exp', [scope.input(0)]), one(scope)]);
  return scope.add('Mul', [scope.add('Tanh', [half]), sum]);
}

export const elementwise: OnnxTable = {
  Add: same('Add'),
  AddV2: same('Add'),
  AddN: same('Sum'),
  BiasAdd: same('Add'),
  Sub: same('Sub'),
  Mul: same('Mul'),
  Div: same('Div'),
  RealDiv: same('Div'),
  DivNoNan: divNoNan,
  FloorDiv: floorDiv,
  FloorMod: floorMod,
  Mod: (scope) =>
    scope.add('Mod', [scope.input(0), scope.input(1)], {
      attributes: [{ name: 'fmod', kind: 'int', value: 1 }],
    }),
  Pow: same('Pow'),
  Maximum: same('Max'),
  Minimum: same('Min'),
  SquaredDifference: (scope) => {
    const difference = scope.add('Sub', [scope.input(0), scope.input(1)]);
    return scope.add('Mul', [difference, difference]);
  },
  ClipByValue: (scope) => limit(scope, scope.input(1), scope.input(2)),
  Abs: same('Abs'),
  Neg: same('Neg'),
  Sign: same('Sign'),
  Ceil: same('Ceil'),
  Floor: same('Floor'),
  // Both round halves to the even neighbour.
  Round: same('Round'),
  Rint: same('Round'),
  Exp: same('Exp'),
  Expm1: exponentialLessOne,
  Log: same('Log'),
  Log1p: (scope) => scope.add('Log', [scope.add('Add', [scope.input(0), one(scope)])]),
  Sqrt: same('Sqrt'),
  Rsqrt: then('Sqrt', 'Reciprocal'),
  Reciprocal: same('Reciprocal'),
  Square: (scope) => scope.add('Mul', [scope.input(0), scope.input(0)]),
  Sin: same('Sin'),
  Cos: same('Cos'),
  Tan: same('Tan'),
  Asin: same('Asin'),
  Acos: same('Acos'),
  Atan: same('Atan'),
  Sinh: same('Sinh'),
  Cosh: same('Cosh'),
  Asinh: same('Asinh'),
  Acosh: same('Acosh'),
  Atanh: same('Atanh'),
  Erf: same('Erf'),
  Relu: same('Relu'),
  Relu6: (scope) => limit(scope, scope.scalar('float32', 0), scope.scalar('float32', 6)),
  LeakyRelu: withAlpha('LeakyRelu', 0.2),
  Elu: same('Elu'),
  Selu: same('Selu'),
  Sigmoid: same('Sigmoid'),
  Tanh: same('Tanh'),
  Softplus: same('Softplus'),
  Softsign: same('Softsign'),
  Identity: same('Identity'),
  StopGradient: same('Identity'),
};
