// A run of the fake workbench: made-up curves that overfit, at whatever pace the scene asks for.
import { headlineOf } from './headline';
import { recipeAt } from '../../../src/core/recipe/live-changes';
import type { Recipe } from '../../../src/core/recipe/recipe';
import { lookAfter } from './telemetry';
import type { Epoch } from '../../../src/core/run/epoch';
import type { EpochBatch } from '../../../src/core/run/job';
import type { Outcome } from '../../../src/core/run/outcome';
import type { Profile } from '../../../src/core/run/profile';
import { queuedRun, type RunRecord } from '../../../src/core/run/record';

export function recordOf(id: string, profile: Profile, recipe: Recipe, createdAt: string): RunRecord {
  const source = { path: profile.path, fingerprint: profile.fingerprint, test: null };
  return queuedRun({ id, createdAt, recipe, source });
}

/** Epoch `epoch` of `planned`; the noise is a fixed function of the epoch. */
export function epochOf(epoch: number, planned: number, seconds: number, rate = 0.001): Epoch {
  const noise = Math.sin(epoch * 12.9898) * 0.012 + Math.sin(epoch * 78.233) * 0.008;
  const fall = Math.exp(-epoch / (planned / 7));
  const trainLoss = 0.035 + 0.95 * fall + Math.abs(noise) * 0.2;
  const validationLoss = 0.29 + 0.72 * fall + 0.22 * (epoch / planned) ** 2 + noise;
  return {
    epoch,
    phase: 'training',
    stepLoss: trainLoss + 0.01,
    trainLoss,
    validationLoss,
    trainMetric: 0.99 - 0.45 * fall - Math.abs(noise) * 0.3,
    validationMetric: 0.93 - 0.42 * fall - 0.03 * (epoch / planned) ** 2 - noise * 0.5,
    averageLoss: validationLoss - 0.02,
    lossNoise: 0.04 + Math.abs(noise),
    learningRate: (rate / 2) * (1 + Math.cos((Math.PI * epoch) / planned)),
    gradientNorm: 0.2 + 1.6 * fall + Math.abs(noise) * 4,
    seconds,
  };
}

/** An epoch of the pre-training: its losses are those of a reconstruction. */
export function pretrainingEpochOf(epoch: number, planned: number, seconds: number): Epoch {
  const usual = epochOf(epoch, planned, seconds);
  const loss = 0.4 + 0.6 * Math.exp(-epoch / (planned / 4));
  return {
    ...usual,
    phase: 'pretraining',
    stepLoss: loss,
    trainLoss: loss,
    validationLoss: loss + 0.05,
    trainMetric: null,
    validationMetric: null,
    averageLoss: null,
  };
}

/** The next epochs of a run, the pre-training first where the recipe has one. */
export function nextEpochs(recipe: Recipe, done: number, count: number, seconds: number): Epoch[] {
  const { pretraining, epochs: planned } = recipe.training;
  const before = pretraining.enabled ? pretraining.epochs : 0;
  const last = Math.min(before + planned, done + count);
  return Array.from({ length: Math.max(0, last - done) }, (_, i) => {
    const number = done + i + 1;
    if (number <= before) return pretrainingEpochOf(number, before, seconds);
    const rate = recipeAt(recipe, number - before - 1).training.learningRate;
    return epochOf(number - before, planned, seconds, rate);
  });
}

export function batchOf(
  runId: string,
  seq: number,
  epochs: Epoch[],
  secondsLeft: number,
  looks = true,
  bestEpoch = bestOf(epochs),
): EpochBatch {
  const telemetry = looks ? epochs.map(lookAfter) : [];
  return { kind: 'epochs', runId, seq, epochs, telemetry, bestEpoch, secondsLeft };
}

/** The training epoch of the lowest validation loss; 0 where there is none. */
export function bestOf(all: readonly Epoch[]): number {
  const epochs = all.filter(({ phase }) => phase === 'training');
  const losses = epochs.map(({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY);
  return epochs[losses.indexOf(Math.min(...losses))]?.epoch ?? 0;
}

/** The facts that a trainer learns of its run. */
export function factsOf(profile: Profile, recipe: Recipe): Partial<RunRecord> {
  const { task, classes } = headlineOf(profile, recipe);
  const share = { validation: Math.round(profile.rows * 0.2), test: Math.round(profile.rows * 0.2) };
  return {
    state: 'training',
    task,
    classes,
    rows: { train: profile.rows - share.validation - share.test, ...share },
    execution: { backend: 'tensorflow', device: 'cpu', executor: 'xla', version: '2.21.0' },
    parameters: 70_403,
  };
}

/** Metrics and end state after so many epochs. */
export function endOf(record: RunRecord, epochs: readonly Epoch[], state: RunRecord['state']): RunRecord {
  const best = epochs.reduce<Epoch | null>(
    (lowest, epoch) =>
      lowest && (lowest.validationLoss ?? 0) <= (epoch.validationLoss ?? 0) ? lowest : epoch,
    null,
  );
  const classes = {
    accuracy: 0.942,
    balancedAccuracy: 0.931,
    logLoss: 0.2971,
    rocAuc: 0.981,
    f1Macro: 0.934,
  };
  const numbers = { r2: 0.871, rmse: 2.83, mae: 2.114 };
  const part = record.task === 'regression' ? numbers : classes;
  const better =
    record.task === 'regression'
      ? { r2: 0.965, rmse: 1.42, mae: 1.043 }
      : { ...classes, accuracy: 0.995, logLoss: 0.061 };
  const metrics = { train: better, validation: part, test: { ...part } };
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return { ...record, state, epochs: epochs.length, bestEpoch: best?.epoch ?? 0, seconds, metrics };
}

export function outcomeOf(record: RunRecord): Outcome {
  if (record.task === 'regression') {
    const actual = Array.from({ length: 80 }, (_, i) => 10 + ((i * 37) % 80) * 0.4);
    return {
      kind: 'scatter',
      part: 'test',
      actual,
      predicted: actual.map((value, i) => value + 3 * Math.sin(i * 2.3)),
    };
  }
  const { classes } = record;
  const counts = classes.map((_, i) => classes.map((__, j) => (i === j ? 21 + 3 * i : (i + 2 * j) % 3)));
  return { kind: 'confusion', part: 'test', classes, counts };
}
