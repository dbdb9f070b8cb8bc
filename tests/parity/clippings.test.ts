// Clipped gradients equal those of Keras 3, PyTorch and the paper on adaptive clipping (clippings.py).
import { beforeAll, expect, test } from 'vitest';
import { createChoice, describeKind } from '../../src/core/choices/choice';
import { clippings } from '../../src/core/choices/clippings';
import type { Clipping } from '../../src/core/choices/clippings/clipping';
import { expectClose, readGolden, tf } from './ops';

interface Golden {
  shapes: number[][];
  parameters: number[][];
  gradients: number[][];
  cases: { reference: string; kind: string; params: object; clipped: number[][] }[];
}

const golden = readGolden<Golden>('clippings');

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('every clipping has golden gradients', () => {
  expect(new Set(golden.cases.map(({ kind }) => kind))).toEqual(new Set(clippings.map(({ kind }) => kind)));
});

test.each(golden.cases)('$kind $params as $reference', ({ kind, params, clipped }) => {
  const clip = createChoice<Clipping>(
    clippings,
    describeKind(clippings, kind).schema.parse({ kind, ...params }),
  );
  const tensors = (values: number[][]) => values.map((flat, i) => tf.tensor(flat, golden.shapes[i]!));
  const parameters = tensors(golden.parameters);
  const results = clip(
    tf,
    tensors(golden.gradients).map((gradient, i) => ({
      gradient,
      parameter: parameters[i]!,
      isKernel: golden.shapes[i]!.length > 1,
    })),
  );
  expect(results.map(({ shape }) => shape)).toEqual(golden.shapes);
  for (const [i, result] of results.entries()) expectClose(result, clipped[i]!, 1e-5, 1e-9);
});
