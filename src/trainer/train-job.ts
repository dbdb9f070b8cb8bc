// The job of a training: data, network, epochs, the closing look at every part, and the model on disk.
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { trivialBaseline } from '../core/metrics/baseline';
import { createRandom, permutation, streamOf } from '../core/random';
import type { Baseline } from '../core/run/baseline';
import type { TrainerEvent, TrainJob } from '../core/run/job';
import type { Execution, RunState } from '../core/run/record';
import { standardError } from '../core/statistics/moments';
import {
  type Checkpoint,
  loadCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
} from '../engine/checkpoint/checkpoint';
import type { StoredTensor } from '../engine/checkpoint/safetensors';
import { openRuntime, type Runtime } from '../engine/runtime/runtime';
import type { Snapshot } from '../engine/train/executor';
import { type FitResult, fit, type Part } from '../engine/train/fit';
import { countParameters } from '../engine/train/state';
import type { StepDefinition } from '../engine/train/step';
import { defineShape, executorKindOf, executorOpener, rowsOf } from './assembly';
import { createEpochStream } from './epoch-stream';
import { createJudge, type Judge } from './judge';
import { disposePart, type LoadedData, loadData, samplePart } from './load-data';
import type { Orders } from './orders';
import { runFiles, truncateMetrics, writeEvidence, writeModel, writeOutcome } from './run-files';

/** Rows of the training part that judge each epoch, so that a large part does not cost a second epoch. */
const MOST_ROWS_TO_JUDGE_TRAINING = 10_000;
const SECONDS_BETWEEN_CHECKPOINTS = 10;

type Send = (event: TrainerEvent) => void;

interface Training {
  job: TrainJob;
  runtime: Runtime;
  data: LoadedData;
  judge: Judge;
  baseline: Baseline;
  /** At the beginning; a change while training may need another. */
  definition: StepDefinition;
  parameters: number;
  execution: Execution;
  checkpoint: Checkpoint | null;
}

/** Trains, writes the run's files and reports. Throws a HoneError for what a person can mend. */
export async function train(job: TrainJob, orders: Orders, send: Send): Promise<void> {
  send({ kind: 'record', change: { state: 'preparing' } });
  const training = await prepare(job, send);
  const { data, parameters, execution } = training;
  send({
    kind: 'record',
    change: {
      state: 'training',
      task: data.resolved.task,
      classes: data.target.kind === 'classes' ? data.target.classes : [],
      rows: {
        train: rowsOf(data.train),
        validation: rowsOf(data.validation),
        test: data.test ? rowsOf(data.test) : 0,
      },
      execution,
      parameters,
      ...(data.warnings.length > 0 && { warnings: data.warnings }),
    },
  });
  const result = await fitRun(training, orders, send);
  finish(training, result, send);
  result.best.dispose();
  result.executor.dispose();
  send({ kind: 'done', execution, rows: null });
}

async function prepare(job: TrainJob, send: Send): Promise<Training> {
  const { recipe } = job;
  const runtime = await openRuntime(recipe.hardware.device);
  const progress = (phase: string, share: number | null) => send({ kind: 'progress', phase, share });
  const data = await loadData(job, runtime.ops, progress);
  for (const warning of data.warnings)
    appendFileSync(path.join(job.folder, 'log.txt'), `warning: ${warning}\n`);
  const definition = defineShape(recipe, data);
  const parameters = countParameters(definition.network);
  const checkpoint = job.resume ? loadCheckpoint(runFiles(job.folder).checkpoints) : null;
  const execution: Execution = {
    backend: runtime.backend,
    device: runtime.device,
    executor: executorKindOf(runtime, recipe, definition, rowsOf(data.train)),
    version: runtime.version,
  };
  const judge = createJudge(data.target);
  const baseline = trivialBaseline(data.target, data.train.targets, data.validation.targets, {
    ops: runtime.ops,
    loss: definition.loss,
  });
  return { job, runtime, data, judge, baseline, definition, parameters, execution, checkpoint };
}

/** Runs the epochs, streams them, and checkpoints every ten seconds. */
async function fitRun(training: Training, orders: Orders, send: Send): Promise<FitResult> {
  const { job, runtime, data, judge, baseline, definition, parameters, execution, checkpoint } = training;
  const files = runFiles(job.folder);
  mkdirSync(files.checkpoints, { recursive: true });
  truncateMetrics(files.metrics, checkpoint?.progress.epochs ?? 0);
  writeEvidence(job.folder, { baseline, validationLossError: 0 });
  const stream = createEpochStream({
    runId: job.runId,
    file: files.metrics,
    plannedEpochs: job.recipe.training.epochs,
    send,
  });
  const sample = judgedSample(training);
  let saved = performance.now();
  try {
    return await fit(
      {
        recipe: job.recipe,
        phase: 'training',
        open: executorOpener(runtime, execution.executor, data, job.recipe.seed),
        classes: data.target.kind === 'classes' ? data.train.targets : null,
        rows: rowsOf(data.train),
        parameters,
        train: sample,
        validation: data.validation,
        score: judge.score,
        resume: checkpoint && {
          progress: checkpoint.progress,
          state: checkpoint.state,
          best: restoreBest(runtime, definition, checkpoint),
        },
      },
      {
        nextOrder: () => orders.next(),
        takeChanges: () => orders.takeChanges(),
        onChange: (recipe) => send({ kind: 'record', change: { recipe } }),
        onEpoch: (epoch) => stream.add(epoch),
        onCheckpoint(progress, executor, best) {
          if (performance.now() - saved < SECONDS_BETWEEN_CHECKPOINTS * 1000) return;
          stream.flush();
          saveCheckpoint(files.checkpoints, {
            progress,
            state: executor.readState(),
            best: storeVariables(definition, best),
          });
          saved = performance.now();
        },
      },
    );
  } finally {
    stream.flush();
    if (sample !== data.train) disposePart(sample);
  }
}

function judgedSample({ job, runtime, data }: Training): Part {
  const rows = rowsOf(data.train);
  if (rows <= MOST_ROWS_TO_JUDGE_TRAINING) return data.train;
  const order = permutation(rows, createRandom(job.recipe.seed, streamOf('judged-sample')));
  return samplePart(runtime.ops, data.train, order.slice(0, MOST_ROWS_TO_JUDGE_TRAINING).sort());
}

/** The closing look: every part judged with the best epoch's weights, the model written, the record completed. */
function finish(training: Training, { best, executor, progress, ended }: FitResult, send: Send): void {
  const { job, data, judge, baseline, definition } = training;
  const files = runFiles(job.folder);
  const known = { epochs: progress.epochs, bestEpoch: progress.bestEpoch, seconds: progress.seconds };
  if (ended === 'cancelled') {
    removeCheckpoint(files.checkpoints);
    send({ kind: 'record', change: { ...known, state: 'cancelled' } });
    return;
  }
  requireEpoch(training, progress.bestEpoch, ended);
  send({ kind: 'progress', phase: 'judging', share: null });
  const judged = (part: Part) => executor.evaluate(best, part.x, part.y);
  const validation = judged(data.validation);
  const test = data.test && judged(data.test);
  writeEvidence(job.folder, { baseline, validationLossError: standardError(validation.losses) });
  writeOutcome(
    job.folder,
    test && data.test
      ? judge.outcome('test', test, data.test.targets)
      : judge.outcome('validation', validation, data.validation.targets),
  );
  const card = { version: 1, preparation: data.preparation, target: data.target } as const;
  writeModel(job.folder, card, storeVariables(definition, best), progress.bestEpoch);
  removeCheckpoint(files.checkpoints);
  const state: RunState = ended === 'stopped' ? 'stopped' : 'finished';
  send({
    kind: 'record',
    change: {
      ...known,
      state,
      metrics: {
        train: judge.metrics(judged(data.train), data.train.targets),
        validation: judge.metrics(validation, data.validation.targets),
        test: test && data.test ? judge.metrics(test, data.test.targets) : null,
      },
    },
  });
}

/** A run without a single usable epoch has no model to show. */
function requireEpoch({ job }: Training, bestEpoch: number, ended: FitResult['ended']): void {
  if (bestEpoch > 0) return;
  if (ended === 'stopped') {
    throw new HoneError(
      'cancelled',
      'The run was stopped before its first epoch was done, so there is no model.',
      {
        fix: 'Let it train for at least one epoch.',
      },
    );
  }
  throw new HoneError('training-failed', 'The loss was not a finite number from the first epoch on.', {
    place: { field: 'training.learning-rate' },
    fix: `Lower the learning rate (it is ${job.recipe.training.learningRate}) and scale the inputs.`,
  });
}

function storeVariables({ network }: StepDefinition, { tensors }: Snapshot): StoredTensor[] {
  return network.variables.map(({ name, shape }, i) => ({
    name,
    shape,
    data: tensors[i]?.dataSync() as Float32Array,
  }));
}

function restoreBest({ ops }: Runtime, { network }: StepDefinition, { best }: Checkpoint): Snapshot {
  const byName = new Map(best.map((tensor) => [tensor.name, tensor]));
  const tensors = network.variables.map(({ name, shape }) =>
    ops.tensor(byName.get(name)?.data as Float32Array, [...shape]),
  );
  return { tensors, dispose: () => ops.dispose(tensors) };
}
