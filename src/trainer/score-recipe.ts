// Trains a recipe quietly, without files of its own, and scores the best epoch on rows that it did not train on.
import { plannedPretraining } from '../core/recipe/planned-pretraining';
import type { Recipe } from '../core/recipe/recipe';
import type { MeasuredPart } from '../core/run/effect';
import type { Metrics } from '../core/run/metrics';
import type { Task } from '../core/task';
import { HoneError } from '../core/errors';
import type { Runtime } from '../engine/runtime/runtime';
import { fit } from '../engine/train/fit';
import { evaluatePart } from '../engine/train/judged-part';
import { countParameters } from '../engine/train/state';
import {
  defineShape,
  executorKindOf,
  executorOpener,
  judgedSample,
  rowsOf,
  rowsToFit,
  wholeTraining,
} from './assembly';
import { createJudge } from './judge';
import { disposeData, disposePart, type LoadedData, prepareFiles, type ReadFiles } from './load-data';
import type { FittedData } from './fit-data';
import type { Orders } from './orders';
import { pretrainHooks, pretrainRun } from './pretrain';

export interface RecipeScore {
  task: Task;
  part: MeasuredPart;
  rows: number;
  /** Rows that it learned from, and that chose the epoch. */
  trained: { train: number; validation: number };
  /** The epoch that was judged. */
  bestEpoch: number;
  /** All figures of the part. */
  metrics: Metrics;
  /** Accuracy or R² of the part. */
  metric: number;
  /** Mean loss of the part. */
  loss: number;
}

export interface ScoreHooks {
  orders: Orders;
  /** 0 to 1, by planned epochs. */
  onShare(share: number): void;
  /** What was fitted on the tables; fitted anew unless given. */
  fitted?: FittedData;
}

/** The same phases as those of a run. Null where it was ordered off. Throws `training-failed` if no epoch was usable. */
export async function scoreRecipe(
  runtime: Runtime,
  files: ReadFiles,
  recipe: Recipe,
  { orders, onShare, fitted }: ScoreHooks,
): Promise<RecipeScore | null> {
  const data = prepareFiles(files, recipe, runtime.ops, fitted);
  const before = plannedPretraining(recipe);
  const planned = before + recipe.training.epochs;
  try {
    let start = null;
    if (before > 0) {
      const hooks = pretrainHooks(orders, {
        epoch: ({ epoch }) => onShare(epoch / planned),
        checkpoint() {},
      });
      const pretrained = await pretrainRun(runtime, recipe, data, hooks);
      if (pretrained.ended !== 'planned') return null;
      start = pretrained.start;
    }
    const definition = defineShape(recipe, data);
    const kind = executorKindOf(runtime, recipe, definition, rowsToFit(data).rows);
    const judge = createJudge(data.target);
    const sample = judgedSample(runtime.ops, data.train, recipe.seed);
    const { best, executor, progress, ended } = await fit(
      {
        recipe,
        phase: 'training',
        open: executorOpener(runtime, kind, data, recipe.seed, start),
        ...rowsToFit(data),
        parameters: countParameters(definition.network),
        train: sample,
        validation: data.validation,
        score: judge.score,
        resume: null,
      },
      {
        nextOrder: () => orders.next(),
        takeChanges: () => [],
        onChange() {},
        onEpoch: ({ epoch }) => onShare((before + epoch) / planned),
        onCheckpoint() {},
      },
    );
    const { part, rows } = measuredPart(files, data);
    const judged = evaluatePart(executor, best, rows);
    const score = judge.score(judged, rows.targets);
    const metrics = judge.metrics(judged, rows.targets);
    best.dispose();
    executor.dispose();
    if (sample !== data.train) disposePart(sample);
    if (ended === 'stopped' || ended === 'cancelled') return null;
    if (progress.bestEpoch === 0) throw unusable(recipe);
    const { bestEpoch } = progress;
    const trained = { train: rowsOf(wholeTraining(runtime.ops, data)), validation: rowsOf(data.validation) };
    return { task: data.resolved.task, part, rows: rowsOf(rows), trained, bestEpoch, metrics, ...score };
  } finally {
    disposeData(data);
  }
}

/** The test file, else the test part, else the validation part, which also chose the epoch. */
function measuredPart(files: ReadFiles, { test, validation }: LoadedData) {
  if (!test) return { part: 'validation' as const, rows: validation };
  return { part: files.test ? ('test-file' as const) : ('test' as const), rows: test };
}

function unusable({ seed, training }: Recipe): HoneError {
  return new HoneError('training-failed', `With seed ${seed} no epoch gave a finite loss.`, {
    place: { field: 'training.learning-rate' },
    fix: `Lower the learning rate (it is ${training.learningRate}).`,
  });
}
