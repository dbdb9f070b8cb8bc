// Preparation and cross-entropy give the same on WebAssembly as in plain JavaScript: tfjs's kernels do not always.
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { crossEntropy } from '../../../src/core/choices/losses/cross-entropy';
import { encodeRows } from '../../../src/core/preparation/encode-rows';
import { fitPreparation } from '../../../src/core/preparation/fit-preparation';
import { prepareRows } from '../../../src/core/preparation/prepare-rows';
import { recipeSchema } from '../../../src/core/recipe/recipe';
import type { Ops, Tensor } from '../../../src/core/tensor';
import { openRuntime } from '../../../src/engine/runtime/runtime';
import { range, tableOf } from './tables';

/** The numbers that the ops give on both backends. */
async function onBoth(compute: (ops: Ops) => Tensor): Promise<{ plain: number[]; wasm: number[] }> {
  await tf.setBackend('cpu');
  const plain = await compute(tf as unknown as Ops).data();
  const { ops } = await openRuntime('wasm');
  const wasm = await compute(ops).data();
  return { plain: [...plain], wasm: [...wasm] };
}

test('prepared rows', async () => {
  const table = tableOf({
    n: [1, null, 3, 100],
    flag: [true, null, false, true],
    many: ['a', 'b', 'c', null],
    one: ['a', null, 'a', 'a'],
    y: [1, 2, 3, 4],
  });
  const preparation = fitPreparation(
    table,
    Int32Array.from(range(3)),
    recipeSchema.parse({ data: { target: 'y' } }),
  );
  const { rows, numbers, codes } = encodeRows(table, preparation);
  const { plain, wasm } = await onBoth((ops) =>
    prepareRows(ops, preparation, ops.tensor2d(numbers, [rows, 2]), ops.tensor2d(codes, [rows, 2], 'int32')),
  );
  expect(plain.filter((value) => value !== 0).length).toBeGreaterThan(10);
  for (const [i, value] of plain.entries()) expect(wasm[i]).toBeCloseTo(value, 6);
});

test('cross-entropy of three classes', async () => {
  const loss = crossEntropy.create({ kind: 'cross-entropy', labelSmoothing: 0 });
  const { plain, wasm } = await onBoth((ops) =>
    loss.perRow(ops, ops.tensor2d([1, 2, 3, 0, 0, 1], [2, 3]), ops.tensor1d([2, 0])),
  );
  expect(plain[0]).toBeCloseTo(Math.log(1 + Math.exp(-1) + Math.exp(-2)), 5);
  for (const [i, value] of plain.entries()) expect(wasm[i]).toBeCloseTo(value, 6);
});
