// Losses from logits, their gradients and predictions equal Keras 3's, extreme logits included (losses.py).
import { beforeAll, expect, test } from 'vitest';
import { createChoice } from '../../src/core/choices/choice';
import { losses } from '../../src/core/choices/losses';
import type { Loss } from '../../src/core/choices/losses/loss';
import { expectClose, readGolden, tf } from './ops';

interface Case {
  kind: string;
  logits: number[][];
  target: number[];
  rows: number[];
  gradient: number[][];
  prediction: number[][];
}

const { cases } = readGolden<{ cases: Case[] }>('losses');

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('every loss has golden numbers', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(losses.map(({ kind }) => kind)));
});

test.each(cases.map((golden, i) => [i, golden] as const))('case %i', (_i, golden) => {
  const { kind, logits, target, rows, gradient, prediction } = golden;
  const loss = createChoice<Loss>(losses, { kind });
  const output = tf.tensor2d(logits);
  const wanted = tf.tensor1d(target, 'float32');
  // Keras computes the softmax probabilities of far logits as denormals or 0: near zero only the size counts.
  expectClose(loss.perRow(tf, output, wanted), rows, 1e-6, 1e-6);
  const slope = tf.grad((x) => tf.sum(loss.perRow(tf, x, wanted)))(output);
  expectClose(slope, gradient, 1e-5, 2e-7);
  expectClose(loss.predict(tf, output), prediction, 1e-6, 1e-7);
});

test('the output layer has one unit for two classes and one per class for more', () => {
  const loss = createChoice<Loss>(losses, { kind: 'cross-entropy' });
  expect([2, 3, 26].map((classes) => loss.outputs(classes))).toEqual([1, 3, 26]);
  expect(createChoice<Loss>(losses, { kind: 'squared-error' }).outputs(0)).toBe(1);
});
