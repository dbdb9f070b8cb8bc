// Gradients of every activation and loss are the slopes of their values: finite differences at drawn points.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { activations } from '../../../src/core/choices/activations';
import type { Activation } from '../../../src/core/choices/activations/activation';
import { createChoice } from '../../../src/core/choices/choice';
import { losses } from '../../../src/core/choices/losses';
import type { Loss } from '../../../src/core/choices/losses/loss';
import { withOutput } from '../../../src/core/choices/losses/output';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Half the distance of two points: in single precision a shorter one drowns in rounding. */
const STEP = 2 ** -6;
/** Numbers that single precision holds exactly, at multiples of the step, so that no point is moved by rounding. */
const near = fc.integer({ min: -6 * 64, max: 6 * 64 }).map((value) => value * STEP + STEP / 2);
const far = fc.float({ min: -1e4, max: 1e4, noNaN: true });

/**
 * The slope of `value` at every number of `x` equals the difference of its values beside it. Where they bend sharply (the
 * values on both sides and in the middle are not on a line) slopes are not compared.
 */
function expectSlopes(
  value: (x: tf.Tensor) => tf.Tensor,
  gradient: number[],
  x: number[],
  shape: number[],
): void {
  const total = (numbers: number[]) =>
    Array.from(value(tf.tensor(numbers, shape as [number])).dataSync()).reduce((sum, one) => sum + one, 0);
  const middle = total(x);
  for (const [i, at] of x.entries()) {
    const moved = (by: number) => total(x.map((one, place) => (place === i ? at + by : one)));
    const [low, high] = [moved(-STEP), moved(STEP)];
    const bend = Math.abs(high - 2 * middle + low) / STEP;
    if (bend > 0.1) continue;
    const tolerance = 2e-3 * Math.max(1, Math.abs(middle), Math.abs(gradient[i] as number));
    expect(Math.abs((high - low) / (2 * STEP) - (gradient[i] as number)), `at ${at}`).toBeLessThan(
      tolerance + bend,
    );
  }
}

describe.each(activations.map((choice) => [choice.kind, choice] as const))(
  'activation %s',
  (kind, choice) => {
    const activation = createChoice<Activation>(activations, choice.schema.parse({ kind }));
    const apply = (x: tf.Tensor) =>
      activation.apply(
        tf,
        x,
        Object.fromEntries(
          activation.parameters.map(({ name, initial }) => [name, tf.fill([x.shape.at(-1)!], initial)]),
        ),
      );
    const slopes = (x: tf.Tensor) =>
      Array.from(
        tf
          .grad((input) => tf.sum(apply(input)))(x)
          .dataSync(),
      );

    test('its gradient is its slope', () => {
      fc.assert(
        fc.property(fc.array(near, { minLength: 1, maxLength: 6 }), (x) => {
          tf.tidy(() => expectSlopes(apply, slopes(tf.tensor2d([x])), x, [1, x.length]));
        }),
      );
    });

    test('value and gradient are finite as far as 10,000, and the shape stays', () => {
      fc.assert(
        fc.property(fc.array(far, { minLength: 1, maxLength: 6 }), (values) => {
          tf.tidy(() => {
            const x = tf.tensor3d([[values, [...values].reverse()]]);
            const y = apply(x);
            expect(y.shape).toEqual(x.shape);
            for (const number of [...y.dataSync(), ...slopes(x)]) expect(number).toSatisfy(Number.isFinite);
          });
        }),
      );
    });

    test('what counts as saturated or dead passes next to no gradient', () => {
      tf.tidy(() => {
        const x = Array.from({ length: 801 }, (_, i) => (i - 400) / 20 + 0.001);
        const input = tf.tensor2d([x]);
        const slope = slopes(input);
        const marked = (mark: Activation['saturated']) => mark?.(tf, apply(input)).dataSync() ?? [];
        for (const [i, mark] of marked(activation.saturated).entries())
          if (mark) expect(Math.abs(slope[i] as number), `at ${x[i]}`).toBeLessThan(0.2);
        for (const [i, mark] of marked(activation.dead).entries()) if (mark) expect(slope[i]).toBe(0);
        const bounded = ['sigmoid', 'tanh', 'hard-sigmoid', 'elu', 'selu', 'softplus'].includes(kind);
        expect([...marked(activation.saturated)].some(Boolean)).toBe(bounded);
        expect([...marked(activation.dead)].some(Boolean)).toBe(kind === 'relu');
      });
    });
  },
);

interface LossCase {
  name: string;
  loss: Loss;
  /** 1 for regression. */
  classes: number;
}

const lossCases: LossCase[] = losses.flatMap((choice) => {
  const loss = createChoice<Loss>(losses, choice.schema.parse({ kind: choice.kind }));
  return (choice.tasks as readonly string[]).flatMap((task): LossCase[] => {
    if (task === 'binary') return [{ name: `${choice.kind} of two classes`, loss, classes: 2 }];
    if (task === 'multiclass') return [{ name: `${choice.kind} of four classes`, loss, classes: 4 }];
    const plain = { name: choice.kind, loss, classes: 1 };
    if (loss.link) return [plain];
    const linked = (['exp', 'softplus'] as const).map((link) => ({
      name: `${choice.kind} behind ${link}`,
      loss: withOutput(loss, link),
      classes: 1,
    }));
    return [plain, ...linked];
  });
});

describe.each(lossCases)('loss $name', ({ loss, classes }) => {
  const width = loss.outputs(classes);
  const target =
    classes > 1
      ? fc.integer({ min: 0, max: classes - 1 })
      : fc.integer({ min: 0, max: 40 }).map((n) => n / 8);
  const row = (output: fc.Arbitrary<number>) =>
    fc.record({ output: fc.array(output, { minLength: width, maxLength: width }), wanted: target });
  // Behind exp, values grow so fast that differences tell little further out.
  const modest = near.filter((value) => loss.link !== 'exp' || Math.abs(value) < 1.5);

  test('its gradient is its slope', () => {
    fc.assert(
      fc.property(row(modest), ({ output, wanted }) => {
        tf.tidy(() => {
          const y = tf.tensor1d([wanted]);
          const value = (x: tf.Tensor) => loss.perRow(tf, x, y);
          const gradient = tf.grad((x) => tf.sum(value(x)))(tf.tensor2d([output]));
          expectSlopes(value, Array.from(gradient.dataSync()), output, [1, width]);
        });
      }),
    );
  });

  test('value, gradient and prediction are finite as far as 10,000', () => {
    fc.assert(
      fc.property(row(far), ({ output, wanted }) => {
        tf.tidy(() => {
          const x = tf.tensor2d([output]);
          const y = tf.tensor1d([wanted]);
          const gradient = tf.grad((input) => tf.sum(loss.perRow(tf, input, y)))(x);
          for (const tensor of [loss.perRow(tf, x, y), gradient, loss.predict(tf, x)])
            for (const number of tensor.dataSync()) expect(number).toSatisfy(Number.isFinite);
        });
      }),
    );
  });

  test('predictions are probabilities, or values whose quantiles do not cross', () => {
    fc.assert(
      fc.property(row(near), ({ output }) => {
        const predicted = tf.tidy(() => Array.from(loss.predict(tf, tf.tensor2d([output])).dataSync()));
        if (classes > 1) {
          expect(predicted).toHaveLength(classes);
          expect(predicted.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
          for (const probability of predicted) expect(probability).toBeGreaterThanOrEqual(0);
          return;
        }
        const quantiles = predicted.slice(1);
        expect(quantiles).toHaveLength(loss.quantiles?.length ?? 0);
        expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
        if (loss.targetScale === 'positive') for (const value of predicted) expect(value).toBeGreaterThan(0);
      }),
    );
  });

  test('no constant near the best one is much better', () => {
    const wanted = Array.from({ length: 60 }, (_, i) =>
      classes > 1 ? (i * i) % classes : ((i * 7) % 20) / 5,
    );
    const lossOf = (constant: readonly number[]) =>
      tf.tidy(() => {
        const output = tf.tile(tf.tensor2d([[...constant]]), [wanted.length, 1]);
        return tf.mean(loss.perRow(tf, output, tf.tensor1d(wanted))).dataSync()[0] as number;
      });
    const best = loss.constant(wanted, classes);
    expect(best).toHaveLength(width);
    for (let i = 0; i < width; i++) {
      for (const by of [-0.3, 0.3]) {
        const other = best.map((value, place) => (place === i ? value + by : value));
        expect(lossOf(best)).toBeLessThan(lossOf(other) + 0.02 * Math.abs(lossOf(other)));
      }
    }
  });
});
