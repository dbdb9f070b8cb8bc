// Losses from raw outputs, their gradients and predictions equal Keras 3's, extreme outputs included (losses.py).
import { beforeAll, describe, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { losses } from '../../src/core/choices/losses';
import type { Loss, OutputLink } from '../../src/core/choices/losses/loss';
import { withOutput } from '../../src/core/choices/losses/output';
import type { Tensor1D } from '../../src/core/tensor';
import { expectClose, readGolden, tf, useBackend } from './ops';

interface Rows {
  rows: number[];
  gradient: number[][];
}

interface Case extends Rows {
  kind: string;
  params: object;
  logits: number[][];
  target: number[];
  prediction: number[][];
  /** Where training minimizes something else. */
  training?: Rows;
  output?: OutputLink;
}

const { cases } = readGolden<{ cases: Case[] }>('losses');

function create(kind: string, params: object = {}): Loss {
  return createChoice<Loss>(losses, describeKind(losses, kind).schema.parse({ kind, ...params }));
}

function expectRows(
  perRow: (output: tf.Tensor) => Tensor1D,
  output: tf.Tensor,
  { rows, gradient }: Rows,
): void {
  // Far probabilities come as denormals or 0 from Keras: near zero only the size counts.
  expectClose(perRow(output), rows, 3e-6, 1e-6);
  expectClose(tf.grad((x) => tf.sum(perRow(x)))(output), gradient, 1e-5, 1e-6);
}

test('every loss has golden numbers', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(losses.map(({ kind }) => kind)));
});

describe.each(['cpu', 'wasm'])('on the %s backend', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(cases.map((golden, i) => [i, golden.kind, golden] as const))(
    'case %i: %s',
    (_i, _kind, golden) => {
      const { kind, params, logits, target, prediction, training, output: link } = golden;
      const plain = create(kind, params);
      const loss = link ? withOutput(plain, link) : plain;
      const output = tf.tensor2d(logits);
      const wanted = tf.tensor1d(target, 'float32');
      expectRows((x) => loss.perRow(tf, x, wanted), output, golden);
      expect(loss.trainingPerRow !== undefined).toBe(training !== undefined);
      if (training) expectRows((x) => loss.trainingPerRow!(tf, x, wanted), output, training);
      expectClose(loss.predict(tf, output), prediction, 1e-6, 1e-7);
    },
  );
});

test('the output layer is as wide as the loss needs', () => {
  const widths = (kind: string) => [2, 3, 26].map((classes) => create(kind).outputs(classes));
  for (const kind of ['cross-entropy', 'focal', 'hinge']) expect(widths(kind)).toEqual([1, 3, 26]);
  expect(widths('ordinal')).toEqual([1, 2, 25]);
  for (const { kind, tasks } of losses.filter(({ kind }) => kind !== 'quantile')) {
    if ((tasks as readonly string[]).includes('regression')) expect(create(kind).outputs(0)).toBe(1);
  }
  expect(create('quantile', { quantiles: [0.5, 0.1] }).outputs(1)).toBe(2);
});
