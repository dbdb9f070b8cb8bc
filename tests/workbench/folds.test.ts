// Cross-validation with fake trainers: folds dealt to processes, cancelled, begun anew, and refused.
import { expect, test } from 'vitest';
import { foldsSchema } from '../../src/core/run/folds';
import { openBench, recipeFor } from './bench';

test('every fold is trained once, whatever the processes, and summed up', async () => {
  const { workbench, file } = await openBench();
  const told: number[] = [];
  workbench.onEvent((event) => {
    if (event.kind === 'foldsMeasured') told.push(event.folds.scores.length);
  });
  const first = await workbench.folds.begin({ data: file, recipe: recipeFor('fine'), folds: 3, repeats: 2 });
  expect(first).toMatchObject({ state: 'running', planned: 6, scores: [], summary: [], target: 'fine' });
  const measured = foldsSchema.parse(await workbench.folds.ended());
  expect(measured).toMatchObject({ state: 'done', share: 1, error: null });
  expect(measured.scores.map(({ repeat, fold }) => [repeat, fold])).toEqual([
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
    [2, 2],
    [2, 3],
  ]);
  const r2 = measured.summary.find(({ metric }) => metric === 'r2');
  expect(r2?.mean).toBeCloseTo(0.52, 12);
  // Variance of 1, 2, 3, 1, 2, 3 hundredths is 0.8; of the rows 4 are judged for 8 that train.
  expect(r2?.deviation).toBeCloseTo(Math.sqrt(0.8) / 100, 12);
  expect(r2?.error).toBeCloseTo(Math.sqrt((1 / 6 + 1 / 2) * 0.8) / 100, 12);
  expect(told.at(-1)).toBe(6);
  await workbench.close();
});

test('one that was cancelled keeps its folds and leaves the next one alone', async () => {
  const { workbench, file } = await openBench();
  const { folds } = workbench;
  const input = { data: file, folds: 2, repeats: 1 };
  await folds.begin({ ...input, recipe: recipeFor('hangs') });
  await expect(folds.begin({ ...input, recipe: recipeFor('fine') })).rejects.toMatchObject({
    code: 'request-invalid',
  });
  await expect.poll(() => folds.current()?.scores.length).toBe(2);
  await folds.cancel();
  expect(folds.current()).toMatchObject({
    state: 'cancelled',
    error: null,
    scores: [{ fold: 1 }, { fold: 2 }],
  });
  await folds.begin({ ...input, recipe: recipeFor('fine') });
  expect(await folds.ended()).toMatchObject({ state: 'done' });
  await workbench.close();
});

test('pages ask for it by commands', async () => {
  const { workbench, file } = await openBench();
  expect(await workbench.call('folds.last', {})).toEqual({ ok: true, value: null });
  const { datasetId } = await workbench.openFile(file);
  const recipe = recipeFor('fine');
  const begun = await workbench.call('folds.measure', { datasetId, recipe, folds: 2 });
  expect(begun).toMatchObject({ ok: true, value: { folds: 2, repeats: 1, planned: 2 } });
  await workbench.folds.ended();
  expect(await workbench.call('folds.last', {})).toMatchObject({ ok: true, value: { state: 'done' } });
  expect(await workbench.call('folds.cancel', {})).toEqual({ ok: true, value: {} });
  const refused = await workbench.call('folds.measure', { datasetId, recipe, folds: 1 });
  expect(refused).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  await workbench.close();
});
