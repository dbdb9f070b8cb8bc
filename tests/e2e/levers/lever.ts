// A lever: what is set in the form, and what must be seen of it afterwards.
import { expect } from 'vitest';
import { getPath } from '../../../src/core/recipe/paths';
import type { LayerTelemetry } from '../../../src/core/run/telemetry';
import { readEpochTable, type Settings, type Trained, type TrainPage } from './train-page';

/** A small network without any regularization, in a few quick epochs. */
export const plain: Settings = {
  'model.hidden': [16, 8],
  'model.dropout': 0,
  'training.epochs': 3,
  'training.batch-size': 16,
  'training.learning-rate': 0.01,
  'training.schedule': 'constant',
  'training.l2': 0,
  'training.early-stopping': false,
  'training.preflight': false,
};

export interface Lever {
  title: string;
  set: Settings;
  /** The recipe of `base` is in the form before; `run` was trained with the settings and is in view. */
  see(seen: Seen): void | Promise<void>;
}

export interface Seen {
  run: Trained;
  base: Trained;
  desk: TrainPage;
}

/** Sets the lever on the recipe of the base, trains, and checks what every run must show. */
export async function pull(desk: TrainPage, base: Trained, { set, see }: Lever): Promise<Trained> {
  await desk.useRecipeOf(base);
  await desk.set(set);
  const run = await desk.train();
  for (const [field, value] of Object.entries(set))
    expect(getPath(run.record.recipe, field), field).toEqual(value);
  await expectTable(desk, run);
  await see({ run, base, desk });
  return run;
}

/** The table of epochs says what the run's file says, to the digits that it has. */
export async function expectTable({ page }: TrainPage, { epochs }: Trained): Promise<void> {
  const table = await readEpochTable(page);
  expect(table.Epoch).toEqual(epochs.map(({ epoch }) => epoch));
  expect(table['Learning rate']).toHaveLength(epochs.length);
  for (const [i, { trainLoss }] of epochs.entries())
    expect((table['Loss, train']?.[i] ?? 0) / (trainLoss ?? 0)).toBeCloseTo(1, 3);
}

/** The layer of that name at the first look. */
export function layerOf({ looks }: Trained, name: string): LayerTelemetry {
  const layer = looks[0]?.layers.find((one) => one.name === name);
  if (!layer) throw new Error(`The run was not looked into at ${name}`);
  return layer;
}

export const weightNorm = (run: Trained, layer = 'dense-1') => layerOf(run, layer).weightNorm ?? Number.NaN;

/** Loss of the training rows after the first epoch and after the last one. */
export function trainLosses({ epochs }: Trained): { first: number; last: number } {
  const losses = epochs.map(({ trainLoss }) => trainLoss ?? Number.NaN);
  return { first: losses[0] ?? Number.NaN, last: losses.at(-1) ?? Number.NaN };
}

/** By how much the loss of the steps lies above that of the same weights undisturbed, in the mean over the epochs. */
export function disturbance({ epochs }: Trained): number {
  const gaps = epochs.map(({ stepLoss, trainLoss }) => (stepLoss ?? Number.NaN) - (trainLoss ?? Number.NaN));
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}
