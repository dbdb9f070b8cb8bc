// The numbers of activations, encoders and imputers.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { createChoice } from '../../../src/core/choices/choice';
import { oneHot } from '../../../src/core/choices/encoders/one-hot';
import { imputers } from '../../../src/core/choices/imputers';
import type { Imputer } from '../../../src/core/choices/imputers/imputer';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('one-hot columns, with zeros for missing and unseen categories', () => {
  const encoder = oneHot.create({ kind: 'one-hot' });
  const codes = tf.tensor1d([0, 2, -1], 'int32');
  expect(encoder.transform(tf, codes, 3).arraySync()).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);
  expect(encoder.transform(tf, tf.tensor1d([0, -1], 'int32'), 1).arraySync()).toEqual([[1], [0]]);
  expect(encoder.width(3)).toBe(3);
});

test.each([
  ['median', [5, 1, 9], 5],
  ['median', [10, 2, 1, 4], 3],
  ['mean', [1, 2, 6], 3],
  ['mean', [7], 7],
  ['median', [-1, -10, 100], -1],
])('%s of %j', (kind, values, filled) => {
  const given = Float64Array.from(values);
  expect(createChoice<Imputer>(imputers, { kind })(given)).toBe(filled);
  expect(Array.from(given)).toEqual(values);
});
