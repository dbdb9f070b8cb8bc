// What every optimizer does: it lowers a quadratic, repeatably, from zero slots, and holds the invariances of its method.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../../src/core/choices/choice';
import { optimizers } from '../../../src/core/choices/optimizers';
import type { Optimizer } from '../../../src/core/choices/optimizers/optimizer';
import { withLookahead } from '../../../src/core/choices/optimizers/with-lookahead';
import { createRandom } from '../../../src/core/random';
import { type Problem, runOptimizer } from './run-optimizer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const kinds = optimizers.map(({ kind }) => kind);
const make = (kind: string, params: object = {}) =>
  createChoice<Optimizer>(optimizers, describeKind(optimizers, kind).schema.parse({ kind, ...params }));

/** Rates that suit the quadratic below where 0.03 does not. */
const SUITABLE_RATES: Record<string, number> = { adagrad: 0.5, adadelta: 30, lbfgs: 1 };
const CURVATURE = [1, 3, 0.5, 2];

const lossOf = ([w]: readonly tf.Tensor[]) => tf.sum(tf.mul(CURVATURE, tf.square(tf.sub(w!, 1))));

/** Σ cᵢ(wᵢ − 1)² from seeded weights. */
function quadratic(seed: number, rate: number, steps: number): Problem {
  const random = createRandom(seed);
  return {
    start: [tf.tensor1d(CURVATURE.map(() => 3 * random.normal()))],
    gradients: ([w]) => [tf.mul(tf.mul(CURVATURE, 2), tf.sub(w!, 1))],
    loss: lossOf,
    rates: Array(steps).fill(rate),
  };
}

const numbers = (tensor: tf.Tensor | undefined) => Array.from(tensor!.dataSync());

describe.each(
  kinds.flatMap(
    (kind) =>
      [
        [kind, make(kind), kind],
        [`${kind} with lookahead`, withLookahead(make(kind), { every: 5, share: 0.5 }), kind],
      ] as const,
  ),
)('%s', (name, optimizer, kind) => {
  // Lookahead with a share of one half halves the speed.
  const rate = (SUITABLE_RATES[kind] ?? 0.03) * (name === kind || kind === 'lbfgs' ? 1 : 2);
  const run = (seed: number, steps: number) => runOptimizer(optimizer, quadratic(seed, rate, steps));

  test('lowers a quadratic', () => {
    for (const seed of [1, 2, 3]) {
      const before = lossOf(quadratic(seed, rate, 0).start).arraySync() as number;
      expect(lossOf(run(seed, kind === 'lbfgs' ? 20 : 150).parameters.at(-1)!).arraySync()).toBeLessThan(
        0.25 * before,
      );
    }
  });

  test('the same seed gives the same weights, another seed others', () => {
    const end = (seed: number) => numbers(run(seed, 3).parameters.at(-1)![0]);
    expect(end(4)).toEqual(end(4));
    expect(end(5)).not.toEqual(end(4));
  });

  test('keeps its slots in shape and finite', () => {
    const declared = optimizer.whole
      ? optimizer.whole.slots(4)
      : optimizer.slots.map((name) => ({ name, shape: [4] }));
    const slots = run(1, 12).slots[0]!;
    expect(Object.keys(slots).sort()).toEqual(declared.map(({ name }) => name).sort());
    for (const { name, shape } of declared) {
      expect(slots[name]!.shape).toEqual(shape);
      expect(numbers(slots[name]).every(Number.isFinite)).toBe(true);
    }
  });

  test('a gradient of zero from the start moves nothing', () => {
    const still = { ...quadratic(6, 0.03, 2), gradients: ([w]: readonly tf.Tensor[]) => [tf.zerosLike(w!)] };
    const { parameters } = runOptimizer({ ...optimizer, weightDecay: 0 }, still);
    expect(numbers(parameters[1]![0])).toEqual(numbers(still.start[0]));
  });
});

const gradientList = fc.array(
  fc.array(
    fc.double({ min: -10, max: 10, noNaN: true }).filter((g) => Math.abs(g) > 1e-2),
    {
      minLength: 3,
      maxLength: 3,
    },
  ),
  { minLength: 1, maxLength: 8 },
);

/** Weights after steps along given gradients, each multiplied by `scale`. */
function follow(optimizer: Optimizer, gradients: number[][], scale = 1): number[] {
  const { parameters } = runOptimizer(optimizer, {
    start: [tf.tensor1d([0.3, -2, 1])],
    gradients: (_parameters, step) => [tf.mul(gradients[step - 1]!, tf.scalar(scale))],
    rates: gradients.map(() => 0.01),
  });
  return numbers(parameters.at(-1)![0]);
}

function expectNear(a: number[], b: number[], distance: number): void {
  for (const [i, number] of a.entries()) expect(Math.abs(number - b[i]!)).toBeLessThanOrEqual(distance);
}

test.each([
  ['adam', { epsilon: 1e-12 }],
  ['adamw', { epsilon: 1e-12 }],
  ['amsgrad', { epsilon: 1e-12 }],
  ['adamax', { epsilon: 1e-12 }],
  ['nadam', { epsilon: 1e-12 }],
  ['lion', {}],
  ['rmsprop', { epsilon: 1e-12 }],
  ['adagrad', { epsilon: 1e-12, initialAccumulator: 0 }],
])('%s does not see the scale of the gradient', (kind, params) => {
  const property = fc.property(gradientList, fc.constantFrom(0.5, 8, 1024), (gradients, scale) => {
    const optimizer = make(kind, params);
    expectNear(follow(optimizer, gradients, scale), follow(optimizer, gradients), 2e-6);
  });
  fc.assert(property, { numRuns: 25 });
});

test.each(['sgd', 'momentum', 'nesterov'])('%s moves in proportion to the gradient', (kind) => {
  const start = [0.3, -2, 1];
  const property = fc.property(gradientList, (gradients) => {
    const once = follow(make(kind), gradients);
    const twice = follow(make(kind), gradients, 2);
    expectNear(
      twice.map((number, i) => number - start[i]!),
      once.map((number, i) => 2 * (number - start[i]!)),
      2e-5,
    );
  });
  fc.assert(property, { numRuns: 25 });
});

test('every step of Lion is as long as the rate', () => {
  const property = fc.property(gradientList, (gradients) => {
    const { parameters } = runOptimizer(make('lion'), {
      start: [tf.zeros([3])],
      gradients: (_parameters, step) => [tf.tensor1d(gradients[step - 1]!)],
      rates: [0.125],
    });
    expect(numbers(parameters[0]![0]).map(Math.abs)).toEqual([0.125, 0.125, 0.125]);
  });
  fc.assert(property, { numRuns: 25 });
});

test('lookahead with a share of 1 changes nothing', () => {
  const property = fc.property(gradientList, fc.integer({ min: 1, max: 6 }), (gradients, every) => {
    const plain = follow(make('adam'), gradients);
    expectNear(follow(withLookahead(make('adam'), { every, share: 1 }), gradients), plain, 1e-6);
  });
  fc.assert(property, { numRuns: 25 });
});

describe('L-BFGS', () => {
  const rosenbrock = ([w]: readonly tf.Tensor[]) => {
    const [x, y] = tf.unstack(w!) as [tf.Tensor, tf.Tensor];
    return tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x)))));
  };
  const problem = (
    start: number[],
    loss: (w: readonly tf.Tensor[]) => tf.Tensor,
    steps: number,
  ): Problem => ({
    start: [tf.tensor1d(start)],
    gradients: ([w]) => [tf.grad((at) => loss([at]))(w!)],
    loss,
    rates: Array(steps).fill(1),
  });

  test.each([[[-1.2, 1]], [[0, 0]], [[2, -2]]])('walks the valley of Rosenbrock from %j', (start) => {
    const { parameters } = runOptimizer(make('lbfgs'), problem(start, rosenbrock, 80));
    for (const number of numbers(parameters.at(-1)![0])) expect(Math.abs(number - 1)).toBeLessThan(2e-3);
  });

  test('never raises the loss with its line search, and stays where no step helps', () => {
    const { parameters } = runOptimizer(make('lbfgs'), problem([-1.2, 1], rosenbrock, 120));
    const losses = parameters.map((at) => rosenbrock(at).arraySync() as number);
    for (const [i, loss] of losses.entries()) if (i > 0) expect(loss).toBeLessThanOrEqual(losses[i - 1]!);
    expect(losses.at(-1)).toBeLessThan(1e-6);
  });

  test('ends a quadratic of few numbers in few steps, even badly scaled', () => {
    const scales = [1, 30, 0.1, 8];
    const loss = ([w]: readonly tf.Tensor[]) => tf.sum(tf.mul(scales, tf.square(tf.sub(w!, [1, 2, 3, 4]))));
    const { parameters } = runOptimizer(make('lbfgs'), problem([0, 0, 0, 0], loss, 25));
    for (const [i, number] of numbers(parameters.at(-1)![0]).entries())
      expect(Math.abs(number - (i + 1))).toBeLessThan(1e-3);
  });

  test('refuses to run per parameter, and a loss that is not a number', () => {
    const input = { parameter: tf.scalar(1), gradient: tf.scalar(1), slots: {} };
    expect(() =>
      make('lbfgs').update(tf, { ...input, learningRate: tf.scalar(1), step: tf.scalar(1) }),
    ).toThrow('whole.update');
    const broken = problem([1, 2], ([w]) => tf.sum(w!), 1);
    const { parameters } = runOptimizer(make('lbfgs'), { ...broken, loss: () => tf.scalar(Number.NaN) });
    expect(numbers(parameters[0]![0])).toEqual([1, 2]);
  });
});
