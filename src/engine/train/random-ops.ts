// Random numbers inside a step: a hash of (keys of the step, site, place), the same bit for bit on every backend and executor.
import { sizeOf } from '../../core/choices/initializers/size-of';
import { streamOf } from '../../core/random';
import type { Ops, Tensor } from '../../core/tensor';
import type { NativeBackend } from '../runtime/binding';

// TensorFlow's stateless generators (Philox) cost XLA on a CPU about 65 ns a number. Dropout and noise need far less: a
// counter that goes through two rounds of multiplication and shift, the multipliers those of the integer hash lowbias32
// (Wellons, "Prospecting for Hash Functions", 2018), with fresh keys in both rounds. Wraps in 32 bits everywhere.
const MULTIPLIER_1 = 0x7feb352d;
const MULTIPLIER_2 = 0x846ca68b | 0;
const SHIFT = 15;
/** After a shift by 15 these bits are not copies of the sign. */
const SHIFTED_BITS = 0x1ffff;
/** The high 23 bits make the fraction. */
const FRACTION_SHIFT = 9;
const FRACTION_BITS = 0x7fffff;
const FRACTION_UNIT = 2 ** -23;

export type UniformNumbers = (site: string, shape: readonly number[], keys: Tensor) => Tensor;

export function uniformNumbers(ops: Ops, native: NativeBackend | null): UniformNumbers {
  return native ? nativeUniform(ops, native) : portableUniform(ops);
}

function nativeUniform(ops: Ops, native: NativeBackend): UniformNumbers {
  const { TF_ATTR_TYPE, TF_INT32 } = native.binding;
  const int32 = (name: string) => ({ name, type: TF_ATTR_TYPE, value: TF_INT32 });
  const binary = (op: string, a: Tensor, b: Tensor) => native.executeSingleOutput(op, [int32('T')], [a, b]);
  const constant = (value: number) => ops.scalar(value, 'int32');
  return (site, shape, keys) => {
    const [first, second] = ops.unstack(keys) as [Tensor, Tensor];
    const own = siteKey(site);
    const key1 = binary('BitwiseXor', first, constant(own));
    const key2 = binary('AddV2', second, constant(own));
    const places = native.executeSingleOutput(
      'Range',
      [int32('Tidx')],
      [constant(0), constant(sizeOf(shape)), constant(1)],
    );
    let x = binary('Mul', binary('BitwiseXor', places, key1), constant(MULTIPLIER_1));
    const shifted = binary('BitwiseAnd', binary('RightShift', x, constant(SHIFT)), constant(SHIFTED_BITS));
    x = binary('BitwiseXor', x, shifted);
    x = binary('Mul', binary('AddV2', x, key2), constant(MULTIPLIER_2));
    x = binary('BitwiseAnd', binary('RightShift', x, constant(FRACTION_SHIFT)), constant(FRACTION_BITS));
    return ops.reshape(ops.mul(ops.cast(x, 'float32'), FRACTION_UNIT), [...shape]);
  };
}

function portableUniform(ops: Ops): UniformNumbers {
  return (site, shape, keys) => {
    const [first, second] = keys.dataSync() as Int32Array;
    const values = hashedUniform(sizeOf(shape), site, first as number, second as number);
    return ops.tensor(values, [...shape]);
  };
}

/** The numbers of a site in a step with these keys. */
export function hashedUniform(length: number, site: string, first: number, second: number): Float32Array {
  const own = siteKey(site);
  const key1 = first ^ own;
  const key2 = (second + own) | 0;
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let x = Math.imul(i ^ key1, MULTIPLIER_1);
    x ^= x >>> SHIFT;
    x = Math.imul((x + key2) | 0, MULTIPLIER_2);
    values[i] = (x >>> FRACTION_SHIFT) * FRACTION_UNIT;
  }
  return values;
}

const siteKey = (site: string): number => streamOf(site);

/** Standard normal numbers from two sets of uniform ones (Box and Muller, 1958). */
export function normalNumbers(
  ops: Ops,
  uniform: (site: string, shape: readonly number[]) => Tensor,
  site: string,
  shape: readonly number[],
): Tensor {
  const radius = ops.sqrt(ops.mul(ops.log(ops.sub(1, uniform(`${site}/radius`, shape))), -2));
  return ops.mul(radius, ops.cos(ops.mul(uniform(`${site}/angle`, shape), 2 * Math.PI)));
}
