// Twenty steps of every optimizer equal Keras 3's, those of L-BFGS PyTorch's (optimizers.py).
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { optimizers } from '../../src/core/choices/optimizers';
import type { Optimizer } from '../../src/core/choices/optimizers/optimizer';
import { withLookahead } from '../../src/core/choices/optimizers/with-lookahead';
import { type Problem, runOptimizer } from '../core/choices/run-optimizer';
import { expectClose, readGolden, tf } from './ops';

/** By step, by tensor, flat. */
type Steps = number[][][];

interface Golden {
  shapes: number[][];
  start: number[][];
  gradients: Steps;
  rates: number[];
  cases: { kind: string; params: object; parameters: Steps }[];
  lookahead: { kind: string; every: number; share: number; parameters: Steps }[];
  logistic: {
    inputs: number[][];
    targets: number[];
    penalty: number;
    start: number[];
    rates: number[];
    cases: { history: number; parameters: Steps }[];
    minimum: { parameters: number[]; loss: number };
  };
}

const golden = readGolden<Golden>('optimizers');

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const make = (kind: string, params: object = {}) =>
  createChoice<Optimizer>(optimizers, describeKind(optimizers, kind).schema.parse({ kind, ...params }));

const shaped = (tensors: number[][]) => tensors.map((values, i) => tf.tensor(values, golden.shapes[i]!));

/** Gradients by a script: several tensors, sizes over five decades, another rate in every step. */
const scripted = (): Problem => ({
  start: shaped(golden.start),
  gradients: (_parameters, step) => shaped(golden.gradients[step - 1]!),
  rates: golden.rates,
});

/** Within 1e-5 of the number, or of a tenth where it passes zero: a step moves it by about 0.02. */
function expectSteps(optimizer: Optimizer, problem: Problem, wanted: Steps) {
  const { parameters } = runOptimizer(optimizer, problem);
  expect(parameters.length).toBe(wanted.length);
  expect(parameters.length).toBeGreaterThanOrEqual(20);
  for (const [step, tensors] of parameters.entries())
    for (const [i, tensor] of tensors.entries()) expectClose(tensor, wanted[step]![i]!, 1e-5, 1e-6);
}

test('every optimizer has golden steps', () => {
  const kinds = [...golden.cases.map(({ kind }) => kind), 'lbfgs'];
  expect(new Set(kinds)).toEqual(new Set(optimizers.map(({ kind }) => kind)));
});

test.each(golden.cases)('$kind $params', ({ kind, params, parameters }) => {
  expectSteps(make(kind, params), scripted(), parameters);
});

test.each(golden.lookahead)('lookahead around $kind, $share every $every', (item) => {
  expectSteps(withLookahead(make(item.kind), item), scripted(), item.parameters);
});

describe('L-BFGS on a logistic regression', () => {
  const { inputs, targets, penalty, start, rates, cases, minimum } = golden.logistic;
  const loss = ([weights]: readonly tf.Tensor[]) => {
    const scores = tf.matMul(tf.tensor2d(inputs), weights!.reshape([-1, 1])).flatten();
    const losses = tf.sub(tf.softplus(scores), tf.mul(scores, targets));
    return tf.add(tf.mean(losses), tf.mul(penalty, tf.sum(tf.square(weights!))));
  };
  const problem = (given: number[]): Problem => ({
    start: [tf.tensor1d(start)],
    gradients: ([weights]) => [tf.grad((w) => loss([w]))(weights!)],
    loss,
    rates: given,
  });

  test.each(cases)('history of $history without line search', ({ history, parameters }) => {
    expectSteps(make('lbfgs', { history, lineSearch: false }), problem(rates), parameters);
  });

  test('with line search reaches the minimum that SciPy finds', () => {
    const { parameters } = runOptimizer(make('lbfgs'), problem(Array(15).fill(1)));
    const last = parameters.at(-1)!;
    expectClose(last[0]!, minimum.parameters, 1e-3, 1e-4);
    expectClose(loss(last), minimum.loss, 1e-6);
  });
});
