// Uniform numbers inside a step: a function of (seed, site, step) alone, the same on every backend and executor.
import { statelessUniform, streamOf } from '../../core/random';
import type { Ops, Tensor } from '../../core/tensor';
import type { NativeBackend } from '../runtime/binding';

/** Numbers for one site at one step; `step` is an int32 scalar. */
export type UniformAt = (site: string, shape: readonly number[], step: Tensor) => Tensor;

/** On native TensorFlow an op, so that it can be compiled; elsewhere the same numbers from JavaScript. */
export function uniformSource(ops: Ops, native: NativeBackend | null, seed: number): UniformAt {
  return native ? nativeUniform(ops, native, seed) : portableUniform(ops, seed);
}

// XLA turns random bits into floats in its own way (from the high bits), so that `StatelessRandomUniform` itself would
// differ between executors. The bits agree, so the conversion of TensorFlow's kernel (the low 23 bits) is done here.
function nativeUniform(ops: Ops, native: NativeBackend, seed: number): UniformAt {
  const { TF_ATTR_TYPE, TF_INT32 } = native.binding;
  const int32 = (name: string) => ({ name, type: TF_ATTR_TYPE, value: TF_INT32 });
  const bitsAttributes = [int32('dtype'), int32('T'), int32('Tseed')];
  return (site, shape, step) => {
    const seeds = ops.stack([ops.scalar(siteSeed(seed, site), 'int32'), step]);
    const size = ops.tensor1d([...shape], 'int32');
    const bits = native.executeSingleOutput('StatelessRandomUniformFullInt', bitsAttributes, [size, seeds]);
    const low = native.executeSingleOutput('BitwiseAnd', [int32('T')], [bits, ops.scalar(0x7fffff, 'int32')]);
    return ops.mul(ops.cast(low, 'float32'), 2 ** -23);
  };
}

function portableUniform(ops: Ops, seed: number): UniformAt {
  return (site, shape, step) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const values = statelessUniform(length, siteSeed(seed, site), step.dataSync()[0] as number);
    return ops.tensor(values, [...shape]);
  };
}

// Not negative: XLA and TensorFlow's kernel widen a negative seed to 64 bits differently.
const siteSeed = (seed: number, site: string): number => (seed ^ streamOf(site)) & 0x7fffffff;
