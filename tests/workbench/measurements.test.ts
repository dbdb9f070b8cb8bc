// Rate tests and effects with fake trainers: cancelled and begun anew, and what may run beside what.
import { expect, test } from 'vitest';
import type { Recipe } from '../../src/core/recipe/recipe';
import { createEffects } from '../../src/workbench/effect-service';
import { createWorkload } from '../../src/workbench/jobs/workload';
import { openBench, recipeFor, type TestBench } from './bench';

const refused = { code: 'request-invalid' };

function withTraining(recipe: Recipe, training: Partial<Recipe['training']>): Recipe {
  return { ...recipe, training: { ...recipe.training, ...training } };
}

function effectOf(bench: TestBench, behaviour: string, training: Partial<Recipe['training']> = { l2: 0.5 }) {
  const before = recipeFor(behaviour);
  return { data: bench.file, test: null, before, after: withTraining(before, training), seeds: 3 };
}

test('a rate test that was cancelled leaves the next one alone', async () => {
  const { workbench, file } = await openBench();
  const { rateTests } = workbench;
  await rateTests.begin({ data: file, recipe: recipeFor('hangs') });
  const cancelling = rateTests.cancel();
  // Its process has not ended yet.
  await expect(rateTests.begin({ data: file, recipe: recipeFor('fine') })).rejects.toMatchObject(refused);
  await cancelling;
  expect(rateTests.current()).toMatchObject({ state: 'cancelled', error: null });
  await rateTests.begin({ data: file, recipe: recipeFor('fine') });
  expect(await rateTests.ended()).toMatchObject({ state: 'done', points: [{ rate: 0.1, loss: 1 }] });
  // Closing does not wait for a process that nobody can end any more.
  await rateTests.begin({ data: file, recipe: recipeFor('hangs') });
  await workbench.close();
  expect(rateTests.current()?.state).toBe('cancelled');
});

test('an effect that was cancelled leaves the next one alone', async () => {
  const bench = await openBench();
  const { effects } = bench.workbench;
  await effects.begin(effectOf(bench, 'hangs'));
  const cancelling = effects.cancel();
  await expect(effects.begin(effectOf(bench, 'fine'))).rejects.toMatchObject(refused);
  await cancelling;
  expect(effects.current()).toMatchObject({ state: 'cancelled', target: 'hangs' });
  await effects.begin(effectOf(bench, 'fine'));
  const measured = await effects.ended();
  expect(measured).toMatchObject({ state: 'done', target: 'fine', planned: 3 });
  expect(measured?.pairs).toHaveLength(3);
});

test('an effect that is cancelled while the machine is asked starts no process', async () => {
  const launched: string[] = [];
  const effects = createEffects({
    launch: (entry) => {
      launched.push(entry);
      throw new Error('no process');
    },
    logFile: '/none',
    cores: 2,
    probe: () => new Promise(() => {}),
    workload: createWorkload(),
    emit() {},
  });
  const before = recipeFor('fine');
  await effects.begin({ data: 'x', test: null, before, after: withTraining(before, { l2: 0.5 }), seeds: 2 });
  await effects.cancel();
  expect(effects.current()).toMatchObject({ state: 'cancelled', error: null });
  expect(launched).toEqual([]);
});

test('losses are compared only where both recipes mean the same by them', async () => {
  const bench = await openBench();
  const { effects } = bench.workbench;
  const measure = async (training: Partial<Recipe['training']>) => {
    await effects.begin(effectOf(bench, 'fine', training));
    return effects.ended();
  };
  const same = await measure({ l2: 0.5 });
  expect(same?.lossEffect?.mean).toBeLessThan(0);
  for (const other of [{ loss: { kind: 'absolute-error' as const } }, { output: 'exp' as const }]) {
    const measured = await measure(other);
    expect(measured?.effect?.mean).toBeGreaterThan(0);
    expect(measured?.lossEffect).toBeNull();
  }
});

test('a comparison refuses to begin beside anything else, and says what that is', async () => {
  const bench = await openBench();
  const { workbench, file } = bench;
  const { rateTests, effects, comparisons, preflights } = workbench;
  const compare = () => comparisons.begin({ data: file, recipe: recipeFor('fine'), seconds: 0.02 });
  await rateTests.begin({ data: file, recipe: recipeFor('hangs') });
  await expect(compare()).rejects.toThrow('A rate test is under way');
  await rateTests.cancel();
  await effects.begin(effectOf(bench, 'hangs'));
  await expect(compare()).rejects.toThrow('A measurement of an effect is under way');
  await effects.cancel();
  const checking = preflights.run({ data: file, recipe: recipeFor('hangs') });
  await expect(compare()).rejects.toThrow('A check of a recipe is under way');
  await Promise.all([preflights.cancel(), expect(checking).rejects.toMatchObject({ code: 'cancelled' })]);
  await compare();
  expect(await comparisons.ended()).toMatchObject({ state: 'done' });
});

test('while devices are compared nothing else begins, and a run that was refused leaves nothing', async () => {
  const bench = await openBench();
  const { workbench, file } = bench;
  const recipe = recipeFor('fine');
  await workbench.comparisons.begin({ data: file, recipe: recipeFor('hangs', 10_000) });
  const others = [
    () => workbench.startRun({ data: file, test: null, recipe, folder: null }),
    () => workbench.rateTests.begin({ data: file, recipe }),
    () => workbench.effects.begin(effectOf(bench, 'fine')),
    () => workbench.preflights.run({ data: file, recipe }),
  ];
  for (const begin of others) await expect(begin()).rejects.toThrow('A comparison of devices is under way');
  expect(workbench.activeRuns()).toBe(0);
  await workbench.comparisons.cancel();
  const { id } = await workbench.startRun({ data: file, test: null, recipe, folder: null });
  expect(await workbench.waitForRun(id)).toMatchObject({ state: 'finished' });
  await workbench.comparisons.begin({ data: file, recipe, seconds: 0.02 });
});
