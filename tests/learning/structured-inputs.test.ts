// What embeddings and convolutions are for is learned with them, and not, or not as well, without.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from '../engine/native-runtime';
import { type Learned, learn, tableOf } from './learn';

const accuracyOf = ({ test }: Learned) => test.accuracy as number;
const errorOf = ({ test }: Learned) => test.rmse as number;

describe.skipIf(!hasNative)('learned by the real engine (needs native TensorFlow)', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  it('a quick sine: a periodic embedding follows it, the plain number does not', async () => {
    const random = createRandom(5);
    const x = Float64Array.from({ length: 3000 }, () => 2 * random.uniform() - 1);
    const table = tableOf({ x, y: x.map((value) => Math.sin(40 * value) + 0.05 * random.normal()) });
    const withEmbedding = (embedding: { kind: 'none' } | { kind: 'periodic'; sigma: number }) =>
      learn(runtime, table, {
        task: 'regression',
        model: { family: 'mlp', hidden: [64], dropout: 0, embedding },
        training: { epochs: 40, learningRate: 0.005, l2: 0 },
      });
    expect(errorOf(await withEmbedding({ kind: 'periodic', sigma: 2 }))).toBeLessThan(0.08);
    expect(errorOf(await withEmbedding({ kind: 'none' }))).toBeGreaterThan(0.3);
  });

  it('groups hidden in two columns of 60 categories: 97 % of new rows by vectors of length 4', async () => {
    const random = createRandom(6);
    const groupOf = Array.from({ length: 60 }, () => random.integer(2));
    const pairs = Array.from({ length: 6000 }, () => [random.integer(60), random.integer(60)] as const);
    const column = (place: 0 | 1) => pairs.map((pair) => `c${pair[place]}`);
    const table = tableOf({
      a: column(0),
      b: column(1),
      y: pairs.map(([a, b]) => (groupOf[a] === groupOf[b] ? 'same' : 'different')),
    });
    const learned = await learn(runtime, table, {
      prepare: { encoder: { kind: 'embedding', dimension: 4 } },
      model: { family: 'mlp', hidden: [32], dropout: 0 },
      training: { epochs: 60, learningRate: 0.01, l2: 0 },
    });
    expect(accuracyOf(learned)).toBeGreaterThanOrEqual(0.97);
  });

  it('a bump anywhere in a noisy signal of 32 steps: convolutions find 97 % of new rows', async () => {
    const random = createRandom(7);
    const rows = Array.from({ length: 3000 }, (_, row) => {
      const signal = Array.from({ length: 32 }, () => 0.4 * random.normal());
      const start = random.integer(27);
      // Up and down again, or down and up: the same values, in another order, at any place.
      const shape = row % 2 === 0 ? [1, 2, 0, -2, -1] : [-1, -2, 0, 2, 1];
      for (const [i, value] of shape.entries()) signal[start + i] = (signal[start + i] as number) + value;
      return { signal, y: row % 2 === 0 ? 'falling' : 'rising' };
    });
    const steps = Array.from({ length: 32 }, (_, step) => [
      `step ${step}`,
      Float64Array.from(rows, ({ signal }) => signal[step] as number),
    ]);
    const table = tableOf({ ...Object.fromEntries(steps), y: rows.map(({ y }) => y) });
    const learned = await learn(runtime, table, {
      model: { family: 'convolutional', steps: 32, filters: [16], kernel: 5, pooling: 'max', hidden: [16] },
      training: { epochs: 20, learningRate: 0.005, l2: 0 },
    });
    expect(accuracyOf(learned)).toBeGreaterThanOrEqual(0.97);
  });

  it('a deep network learns with residual blocks and normalization where a plain one stays behind', async () => {
    const random = createRandom(8);
    const columns = Array.from({ length: 4 }, () =>
      Float64Array.from({ length: 2000 }, () => random.normal()),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const [a, b, c, d] = columns;
    const y = a.map(
      (value, i) => value * (b[i] as number) + Math.sin(2 * (c[i] as number)) + (d[i] as number),
    );
    const table = tableOf({ a, b, c, d, y });
    const deep = (settings: { residual?: boolean; normalization?: { kind: 'layer-normalization' } }) =>
      learn(runtime, table, {
        task: 'regression',
        model: {
          family: 'mlp',
          hidden: Array.from({ length: 12 }, () => 32),
          activation: { kind: 'sigmoid' },
          dropout: 0,
          ...settings,
        },
        training: { epochs: 40, learningRate: 0.003, l2: 0 },
      });
    const residual = errorOf(await deep({ residual: true, normalization: { kind: 'layer-normalization' } }));
    const plain = errorOf(await deep({}));
    expect(residual).toBeLessThan(0.6);
    expect(plain).toBeGreaterThan(1.5 * residual);
  });
});
