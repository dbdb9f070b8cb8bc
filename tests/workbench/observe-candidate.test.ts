// One candidate of a comparison: what its trainer is told to leave out, and when it is given up.
import { expect, test } from 'vitest';
import type { Job } from '../../src/core/run/job';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Launch } from '../../src/workbench/jobs/child';
import { type ObservationOptions, observeCandidate } from '../../src/workbench/jobs/observe-candidate';
import { recipeFor } from './bench';

/** A trainer in this process that says what the test wants, and ends when it is killed. */
function trainerThatSays(events: readonly unknown[]) {
  const jobs: Job[] = [];
  const launch: Launch = () => {
    let tell: (message: unknown) => void = () => {};
    let exit: () => void = () => {};
    return {
      pid: 1,
      send(message) {
        jobs.push((message as { job: Job }).job);
        for (const event of events) tell(event);
      },
      onMessage(listener) {
        tell = listener;
        queueMicrotask(() => listener({ kind: 'ready' }));
      },
      onExit(listener) {
        exit = () => listener(null, 'SIGKILL');
      },
      kill: () => exit(),
    };
  };
  return { launch, jobs };
}

async function observe(
  events: readonly unknown[],
  limits: Partial<ObservationOptions>,
  recipe: Recipe = recipeFor('fine'),
) {
  const { launch, jobs } = trainerThatSays(events);
  const observed = await observeCandidate({
    launch,
    logFile: '/none',
    data: '/none.csv',
    recipe,
    seconds: 1,
    onChange() {},
    cancelled: new Promise(() => {}),
    ...limits,
  });
  return { ...observed, jobs };
}

const training = { kind: 'record', change: { state: 'training' } };

test('a candidate that never reports anything is given up', async () => {
  const { error, observation } = await observe([], { startLimitSeconds: 0.02 });
  expect(error?.message).toBe('It had not begun to train after 0.02 seconds.');
  expect(observation.epochs).toEqual([]);
});

test('once it trains, the time for its first epoch begins', async () => {
  const { error } = await observe([training], { startLimitSeconds: 60, limitSeconds: 0.02 });
  expect(error?.message).toBe('Not one epoch was done in 0.02 seconds.');
});

test('neither checks nor telemetry nor pre-training are measured with it', async () => {
  const recipe = recipeFor('fine');
  const pretraining = { ...recipe.training.pretraining, enabled: true };
  const wish: Recipe = { ...recipe, training: { ...recipe.training, pretraining, preflight: true } };
  const { jobs } = await observe([training], { limitSeconds: 0.02 }, wish);
  expect(jobs).toMatchObject([
    {
      kind: 'train',
      recipe: { training: { pretraining: { enabled: false }, preflight: false, telemetry: 0 } },
    },
  ]);
});
