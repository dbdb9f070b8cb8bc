// Random numbers inside a step: the same on every executor, and good enough to silence units and make noise.
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/core/random';
import type { Tensor } from '../../src/core/tensor';
import { recordedFunctions } from '../../src/engine/compile/graph-messages';
import { loadProgram } from '../../src/engine/compile/program';
import { trace } from '../../src/engine/compile/tracer';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hashedUniform, normalNumbers, uniformNumbers } from '../../src/engine/train/random-ops';
import { hasNative, openNativeRuntime } from './native-runtime';

const LENGTH = 1 << 16;

/** Keys as an epoch plan draws them. */
function draws(count: number): Float32Array[] {
  const random = createRandom(3, 5);
  const word = () => random.integer(0x100000000) | 0;
  return Array.from({ length: count }, () => hashedUniform(LENGTH, 'dropout-1', word(), word()));
}

const correlation = (a: ArrayLike<number>, b: ArrayLike<number>, count: number) => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += ((a[i] as number) - 0.5) * ((b[i] as number) - 0.5);
  return (12 * sum) / count;
};

test('numbers are uniform: every bin of every step has its share', () => {
  for (const values of draws(20)) {
    const bins = new Float64Array(64);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    for (const value of values) bins[Math.floor(value * 64)]! += 1;
    const expected = LENGTH / 64;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 63 degrees of freedom: mean 63, deviation 11.2.
    expect(chiSquare).toBeGreaterThan(63 - 5 * 11.2);
    expect(chiSquare).toBeLessThan(63 + 5 * 11.2);
  }
});

test('neighbours, rows of common widths, steps and sites do not go together', () => {
  const steps = draws(12);
  const limit = 5 / Math.sqrt(LENGTH / 2);
  for (const values of steps) {
    for (const lag of [1, 2, 3, 4, 8, 16, 32, 64, 100, 128, 256, 512, 1000, 1024]) {
      expect(Math.abs(correlation(values, values.subarray(lag), LENGTH - lag))).toBeLessThan(limit);
    }
  }
  for (let i = 1; i < steps.length; i++) {
    expect(Math.abs(correlation(steps[i - 1]!, steps[i]!, LENGTH))).toBeLessThan(limit);
  }
  const sites = ['dropout-1', 'dropout-2', 'dropout-3'].map((site) => hashedUniform(LENGTH, site, 7, 9));
  expect(Math.abs(correlation(sites[0]!, sites[1]!, LENGTH))).toBeLessThan(limit);
  expect(Math.abs(correlation(sites[1]!, sites[2]!, LENGTH))).toBeLessThan(limit);
});

test('the number of units silenced varies from row to row and step to step as a fair coin makes it', () => {
  const width = 128;
  const counts: number[] = [];
  for (const values of draws(10)) {
    for (let row = 0; row < LENGTH / width; row++) {
      counts.push(values.subarray(row * width, (row + 1) * width).filter((value) => value < 0.5).length);
    }
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  expect(Math.abs(mean - 64)).toBeLessThan((5 * Math.sqrt(32)) / Math.sqrt(counts.length));
  expect(Math.abs(variance / 32 - 1)).toBeLessThan(5 * Math.sqrt(2 / counts.length));
});

describe.skipIf(!hasNative)('on native TensorFlow', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  test.each([
    [0, 0],
    [-1, 2_147_483_647],
    [123_456_789, -2_147_483_648],
  ])('keys %d and %d give the numbers of JavaScript, bit for bit, compiled or not', (first, second) => {
    const { ops, native } = runtime;
    const uniform = uniformNumbers(ops, native);
    const keys = ops.tensor1d([first, second], 'int32');
    const expected = hashedUniform(600, 'dropout-2', first, second);
    expect(uniform('dropout-2', [20, 30], keys).dataSync()).toEqual(expected);
    const graph = trace(ops, native!, [{ name: 'keys', tensor: keys }], () => [
      { name: 'numbers', tensor: uniform('dropout-2', [20, 30], keys) },
    ]);
    for (const xla of [false, true]) {
      const entry = { name: 'draw', inputs: graph.inputs, outputs: graph.outputs, xla };
      const program = loadProgram(native!, recordedFunctions('draw', graph), [entry]);
      const [numbers] = program.run('draw', [keys]) as [Tensor];
      expect(numbers.dataSync()).toEqual(expected);
      program.dispose();
    }
  });

  test('normal numbers have mean 0, deviation 1 and the tails of a normal distribution', () => {
    const { ops, native } = runtime;
    const uniform = uniformNumbers(ops, native);
    const keys = ops.tensor1d([5, -77], 'int32');
    const values = normalNumbers(ops, (site, shape) => uniform(site, shape, keys), 'noise', [
      LENGTH,
    ]).dataSync() as Float32Array;
    const average = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / LENGTH;
    expect(Math.abs(average(1))).toBeLessThan(5 / Math.sqrt(LENGTH));
    expect(Math.abs(average(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / LENGTH));
    expect(Math.abs(average(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / LENGTH));
    expect(values.every(Number.isFinite)).toBe(true);
  });
});
