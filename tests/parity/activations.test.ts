// Activations and their gradients equal Keras 3's, far inputs included, on every backend at hand (activations.py).
import { beforeAll, describe, expect, test } from 'vitest';
import { activations } from '../../src/core/choices/activations';
import type { Activation } from '../../src/core/choices/activations/activation';
import { parametric } from '../../src/core/choices/activations/parametric';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { expectClose, readGolden, tf, useBackend } from './ops';

interface Case {
  kind: string;
  params: object;
  y: number[];
  gradient: number[];
  /** Of the sum over all rows by the one slope. */
  slopeGradient?: number[];
}

const { grid, cases } = readGolden<{ grid: number[]; cases: Case[] }>('activations');

function create(kind: string, params: object): Activation {
  return createChoice<Activation>(
    activations,
    describeKind(activations, kind).schema.parse({ kind, ...params }),
  );
}

/** x [rows, 1] and first parameters [1]. */
function start({ parameters }: Activation) {
  const names = parameters.map(({ name }) => name);
  const first = parameters.map(({ initial }) => tf.tensor1d([initial]));
  return { x: tf.tensor2d(grid, [grid.length, 1]), names, first };
}

/** The output with its gradient by x and by each parameter. */
function differentiate(activation: Activation) {
  const { x, names, first } = start(activation);
  const apply = (input: tf.Tensor, values: tf.Tensor[]) =>
    activation.apply(tf, input, Object.fromEntries(names.map((name, i) => [name, values[i]!])));
  const [byX, ...byParameters] = tf.grads((input, ...values) => tf.sum(apply(input!, values)))([x, ...first]);
  return { y: apply(x, first), byX: byX!, byParameters };
}

test('every activation has golden numbers', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(activations.map(({ kind }) => kind)));
});

describe.each(['cpu', 'wasm'])('on the %s backend', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(cases)('$kind $params', ({ kind, params, y, gradient, slopeGradient }) => {
    const found = differentiate(create(kind, params));
    expectClose(found.y, y, 2e-6, 1e-6);
    expectClose(found.byX, gradient, 1e-5, 2e-6);
    if (slopeGradient) expectClose(found.byParameters[0]!, slopeGradient, 1e-5);
  });

  test.each(cases)('$kind $params, parametric', ({ kind, params, y, gradient }) => {
    const found = differentiate(parametric(create(kind, params)));
    // At its first strength, 1, it is the activation itself; near 10,000 the difference f(x) − x costs digits.
    expectClose(found.y, y, 1e-5, 1e-3);
    expectClose(found.byX, gradient, 1e-5, 2e-6);
    const gaps = y.map((value, i) => value - grid[i]!);
    const bySign = gaps.reduce((sum, gap) => sum + gap, 0);
    const size = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
    expectClose(found.byParameters.at(-1)!, [bySign], 1e-4, 1e-5 * size + 1e-4);
  });
});
