// The plan of an epoch: the order of the rows, and the numbers that each of its steps receives.
import { averagings } from '../../core/choices/averagings';
import type { Averaging } from '../../core/choices/averagings/averaging';
import { createChoice } from '../../core/choices/choice';
import { type DialName, dialNames } from '../../core/choices/layers/layer';
import { optimizers } from '../../core/choices/optimizers';
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import { schedules } from '../../core/choices/schedules';
import type { Schedule, ScheduleRun } from '../../core/choices/schedules/schedule';
import { beta, createRandom, permutation, streamOf } from '../../core/random';
import type { Recipe } from '../../core/recipe/recipe';
import type { EpochPlan } from './executor';
import type { Windows } from './windows';

export interface EpochFacts {
  /** As it stands at this epoch. */
  recipe: Recipe;
  /** Epochs done before this one. */
  epoch: number;
  steps: number;
  rows: number;
  /** Class number of each training row, for balanced sampling; null for a regression. */
  classes: Float32Array | null;
  /** Updates done before this epoch. */
  updates: number;
  /** Validation losses of the epochs done. */
  losses: readonly (number | null)[];
  /** Where the rows are trained on window by window, and the rows of a batch; null: all of them in one order. */
  windows?: { windows: Windows; batchSize: number } | null;
}

export function planEpoch(facts: EpochFacts): EpochPlan {
  const { recipe, epoch, steps } = facts;
  const random = createRandom(recipe.seed, (streamOf('keys') + epoch) | 0);
  const keys = Int32Array.from({ length: 2 * steps }, () => random.integer(0x100000000) | 0);
  return {
    epoch,
    order: facts.windows ? windowedOrder(facts, facts.windows) : rowOrder(facts),
    dials: dialTable(facts),
    keys,
  };
}

/** Updates of an epoch: one for each group of accumulated batches, the last of which may be smaller. */
export function updatesPerEpoch(steps: number, accumulate: number): number {
  return Math.ceil(steps / accumulate);
}

/** The batch size of the epoch after so many. */
export function batchSizeAt({ training }: Recipe, epoch: number, rows: number): number {
  const { batchSize, batchGrowth, optimizer } = training;
  // A method that keeps the curvature of the loss needs the same loss in each step: that of all rows.
  if (createChoice<Optimizer>(optimizers, optimizer).whole) return rows;
  if (!batchGrowth.enabled) return Math.min(batchSize, rows);
  const grown = batchSize * batchGrowth.factor ** Math.floor(epoch / batchGrowth.every);
  const most = Math.max(batchSize, batchGrowth.largest);
  return Math.min(rows, Math.round(Math.min(most, grown)));
}

/** The windows in a random order, the rows of each in an order of its own, as many as fill its batches. */
function windowedOrder(
  facts: EpochFacts,
  { windows, batchSize }: { windows: Windows; batchSize: number },
): Int32Array {
  const { recipe, epoch, classes } = facts;
  if (windows.count === 1) return rowOrder(facts);
  const order = new Int32Array(windows.steps(batchSize) * batchSize);
  const random = createRandom(recipe.seed, (streamOf('windows') + epoch) | 0);
  const numbers =
    recipe.training.sampling === 'file-order'
      ? Int32Array.from({ length: windows.count }, (_, i) => i)
      : permutation(windows.count, random);
  let at = 0;
  for (const number of numbers) {
    const start = number * windows.size;
    const rows = windows.rowsOf(number);
    const own = classes && classes.subarray(start, start + rows);
    const used = windows.stepsOf(number, batchSize) * batchSize;
    for (const row of rowOrder({ ...facts, rows, classes: own }, `order ${number}`).subarray(0, used)) {
      order[at++] = start + row;
    }
  }
  return order;
}

function rowOrder({ recipe, epoch, rows, classes }: EpochFacts, stream = 'order'): Int32Array {
  const random = createRandom(recipe.seed, (streamOf(stream) + epoch) | 0);
  switch (recipe.training.sampling) {
    case 'shuffle':
      return permutation(rows, random);
    case 'file-order':
      return Int32Array.from({ length: rows }, (_, i) => i);
    case 'balanced': {
      if (!classes) return permutation(rows, random);
      const members = [...new Set(classes)].map((number) =>
        Int32Array.from(classes.keys()).filter((row) => classes[row] === number),
      );
      return Int32Array.from({ length: rows }, () => {
        const group = members[random.integer(members.length)] as Int32Array;
        return group[random.integer(group.length)] as number;
      });
    }
  }
}

function dialTable(facts: EpochFacts): Float32Array {
  const { steps } = facts;
  const at = dialsOf(facts);
  const table = new Float32Array(steps * dialNames.length);
  for (let step = 0; step < steps; step++) {
    const dials = at(step);
    for (const [i, name] of dialNames.entries()) table[step * dialNames.length + i] = dials[name];
  }
  return table;
}

/** The dials of each step of the epoch. */
function dialsOf(facts: EpochFacts): (step: number) => Record<DialName, number> {
  const { recipe, epoch, steps, losses, updates } = facts;
  const { training, seed } = recipe;
  const total = training.epochs;
  // Each use draws from a stream of its own, so that random schedules of two values do not go together.
  const follow = (settings: { kind: string }, use: string) => {
    const run: ScheduleRun = { totalEpochs: total, losses, seed: (seed ^ streamOf(use)) | 0 };
    return createChoice<Schedule>(schedules, settings)(run);
  };
  const rate = rateFactor(recipe, losses);
  const dropout = follow(training.dropoutSchedule, 'dropout');
  const decay = follow(training.weightDecaySchedule, 'weight-decay');
  const optimizer = createChoice<Optimizer>(optimizers, training.optimizer);
  const averaging = createChoice<Averaging>(averagings, training.averaging);
  const blend = createRandom(seed, (streamOf('mixup') + epoch) | 0);
  const { accumulate } = training;
  return (step) => {
    const time = epoch + step / steps;
    const group = step - (step % accumulate);
    const lastOfGroup = step === steps - 1 || step - group === accumulate - 1;
    const done = updates + Math.floor(step / accumulate) + 1;
    // Exactly whole at the end of the epoch, whatever the rounding.
    const end = step === steps - 1 ? epoch + 1 : epoch + (step + 1) / steps;
    return {
      learningRate: training.learningRate * rate(time, 1 / steps),
      weightDecay: ((optimizer.weightDecay ?? 0) + training.weightDecay) * decay(time),
      l1: training.l1,
      l2: training.l2,
      dropout: 'dropout' in recipe.model ? Math.min(0.99, recipe.model.dropout * dropout(time)) : 0,
      mixup: training.mixup > 0 ? beta(training.mixup, blend) : 1,
      apply: lastOfGroup ? 1 / (step - group + 1) : 0,
      average: averaging && lastOfGroup ? averaging.weight(done, end, total) : 0,
    };
  };
}

/** Warm-up, then the schedule over what is left of the run. */
function rateFactor(
  { training, seed }: Recipe,
  losses: readonly (number | null)[],
): (time: number, stepLength: number) => number {
  const { warmup } = training;
  const schedule = createChoice<Schedule>(
    schedules,
    training.schedule,
  )({
    totalEpochs: Math.max(1, training.epochs - warmup),
    losses: losses.slice(Math.ceil(warmup)),
    seed,
  });
  return (time, stepLength) =>
    (warmup > 0 ? Math.min(1, (time + stepLength) / warmup) : 1) * schedule(Math.max(0, time - warmup));
}
