// The classic problems of the field are learned, compiled, from fixed seeds, to the accuracy stated here.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from '../engine/native-runtime';
import { type Learned, learn, tableOf } from './learn';

const SEEDS = [1, 2, 3];

const accuracyOf = ({ test }: Learned) => test.accuracy as number;
const errorOf = ({ test }: Learned) => test.rmse as number;

describe.skipIf(!hasNative)('learned by the real engine (needs native TensorFlow)', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  it.each(SEEDS)('XOR of two noisy bits: 99 of 100 new rows, seed %i', async (seed) => {
    const random = createRandom(seed);
    const bits = Array.from({ length: 600 }, () => [random.integer(2), random.integer(2)] as const);
    const noisy = (place: 0 | 1) => Float64Array.from(bits, (pair) => pair[place] + 0.12 * random.normal());
    const table = tableOf({
      a: noisy(0),
      b: noisy(1),
      y: bits.map(([a, b]) => (a === b ? 'same' : 'different')),
    });
    const learned = await learn(runtime, table, {
      seed,
      model: { family: 'mlp', hidden: [16], dropout: 0 },
      training: { epochs: 60, learningRate: 0.02, l2: 0 },
    });
    expect(accuracyOf(learned)).toBeGreaterThanOrEqual(0.99);
  });

  it.each(SEEDS)('two spirals of one and a half turns: 98 of 100 new rows, seed %i', async (seed) => {
    const random = createRandom(seed);
    const points = Array.from({ length: 1200 }, (_, i) => {
      const arm = i % 2;
      const turned = 0.5 + random.uniform() * 3 * Math.PI;
      const angle = turned + arm * Math.PI;
      const off = () => 0.15 * random.normal();
      return { a: turned * Math.cos(angle) + off(), b: turned * Math.sin(angle) + off(), y: `arm ${arm}` };
    });
    const table = tableOf({
      a: Float64Array.from(points, ({ a }) => a),
      b: Float64Array.from(points, ({ b }) => b),
      y: points.map(({ y }) => y),
    });
    const learned = await learn(runtime, table, {
      seed,
      model: { family: 'mlp', hidden: [64, 64], activation: { kind: 'tanh' }, dropout: 0 },
      training: { epochs: 200, learningRate: 0.01, l2: 0 },
    });
    expect(accuracyOf(learned)).toBeGreaterThanOrEqual(0.98);
  });

  it.each(SEEDS)('a sine with noise: to within a tenth of the noise, seed %i', async (seed) => {
    const random = createRandom(seed);
    const x = Float64Array.from({ length: 3000 }, () => (2 * random.uniform() - 1) * Math.PI * 1.5);
    const noise = 0.1;
    const table = tableOf({ x, y: x.map((value) => Math.sin(value) + noise * random.normal()) });
    const learned = await learn(runtime, table, {
      seed,
      task: 'regression',
      model: { family: 'mlp', hidden: [64, 64], dropout: 0 },
      training: { epochs: 80, learningRate: 0.005, l2: 0 },
    });
    // The noise itself is the least error; a sample of 600 rows shows it to within some per cent.
    expect(errorOf(learned)).toBeLessThan(1.1 * noise);
    expect(errorOf(learned)).toBeGreaterThan(0.85 * noise);
  });

  it.each(SEEDS)('parity of eight noisy bits: 99 of 100 new rows, seed %i', async (seed) => {
    const random = createRandom(seed);
    const rows = Array.from({ length: 4096 }, (_, i) =>
      Array.from({ length: 8 }, (_, bit) => (i >> bit) & 1),
    );
    const columns = Array.from({ length: 8 }, (_, bit) => [
      `bit ${bit}`,
      Float64Array.from(rows, (row) => (row[bit] as number) + 0.05 * random.normal()),
    ]);
    const table = tableOf({
      ...Object.fromEntries(columns),
      y: rows.map((row) => (row.reduce((sum, bit) => sum + bit, 0) % 2 === 0 ? 'even' : 'odd')),
    });
    const learned = await learn(runtime, table, {
      seed,
      model: { family: 'mlp', hidden: [64, 32], dropout: 0 },
      training: { epochs: 100, learningRate: 0.005, l2: 0 },
    });
    expect(accuracyOf(learned)).toBeGreaterThanOrEqual(0.99);
  });
});
