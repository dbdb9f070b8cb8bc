// The job of a training: data, network, epochs, the closing look at every part, and the model on disk.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { HoneError } from '../core/errors';
import { trivialBaseline } from '../core/metrics/baseline';
import { plannedPretraining } from '../core/recipe/planned-pretraining';
import { learnedFrom } from '../core/preparation/learned-from';
import type { Baseline } from '../core/run/baseline';
import type { TrainerEvent, TrainJob } from '../core/run/job';
import type { Execution, RunRecord, RunState } from '../core/run/record';
import type { Untrained } from '../core/run/untrained';
import { standardError, weightedStandardError } from '../core/statistics/moments';
import { dropLoaded } from '../data/cache/stored-columns';
import { type Checkpoint, loadCheckpoint } from '../engine/checkpoint/checkpoint';
import type { StoredTensor } from '../engine/checkpoint/safetensors';
import { openRuntime, type Runtime } from '../engine/runtime/runtime';
import type { Snapshot } from '../engine/train/executor';
import { type FitResult, fit } from '../engine/train/fit';
import { evaluatePart, type JudgedPart } from '../engine/train/judged-part';
import { snapshotOf, snapshotValues } from '../engine/train/snapshot';
import { countParameters, type StateValues } from '../engine/train/state';
import type { StepDefinition } from '../engine/train/step';
import {
  defineShape,
  executorKindOf,
  executorOpener,
  judgedSample,
  rowsOf,
  rowsToFit,
  wholeTraining,
} from './assembly';
import { checkBefore, untrainedLoss } from './preflight';
import { fitData } from './fit-data';
import { ignoredSettings } from './ignored-settings';
import { type Journal, openJournal } from './journal';
import { createJudge, type Judge } from './judge';
import { jobSizeOf } from './job-size';
import { disposePart, type LoadedData, prepareFiles, readFiles } from './load-data';
import type { Orders } from './orders';
import { precisionWarning } from './precision';
import { progressTeller } from './progress-teller';
import { pretrainHooks, pretrainingPoint, pretrainRun } from './pretrain';
import { splitMemory } from './split-memory';
import { runFiles, writeEvidence, writeModel, writeOutcome } from './run-files';
import { watchRun } from './watch-run';

type Send = (event: TrainerEvent) => void;

interface Training {
  job: TrainJob;
  runtime: Runtime;
  data: LoadedData;
  judge: Judge;
  baseline: Baseline;
  untrained: Untrained;
  /** At the beginning; a change while training may need another. */
  definition: StepDefinition;
  parameters: number;
  execution: Execution;
  checkpoint: Checkpoint | null;
  journal: Journal;
}

/** Trains, writes the run's files and reports. Throws a HoneError for what a person can mend. */
export async function train(job: TrainJob, orders: Orders, send: Send): Promise<void> {
  send({ kind: 'record', change: { state: 'preparing' } });
  const training = await prepare(job, send);
  const { runtime, data, parameters, execution } = training;
  send({
    kind: 'record',
    change: {
      state: 'training',
      task: data.resolved.task,
      classes: data.target.kind === 'classes' ? data.target.classes : [],
      rows: {
        train: rowsOf(wholeTraining(runtime.ops, data)),
        validation: rowsOf(data.validation),
        test: data.test ? rowsOf(data.test) : 0,
      },
      // What goes on after a crash keeps the split that it began with.
      ...(data.kept && !job.resume && { split: data.kept }),
      ...(data.trained.facts && { augmentation: data.trained.facts }),
      learnedFrom: learnedFrom(rowsOf(wholeTraining(runtime.ops, data)), job.recipe),
      execution,
      parameters,
      ...(data.warnings.length > 0 && { warnings: data.warnings }),
    },
  });
  const { baseline, untrained } = training;
  writeEvidence(job.folder, { baseline, untrained, validationLossError: 0 });
  await checkBefore(training, orders, send);
  const start = await pretrainedStart(training, orders, send);
  if (start === 'cancelled') endCancelled(training, {}, send);
  else {
    const result = await fitRun(training, start, orders, send);
    finish(training, result, send);
    result.best.dispose();
    result.executor.dispose();
  }
  send({ kind: 'done', execution, rows: null });
}

async function prepare(job: TrainJob, send: Send): Promise<Training> {
  const { recipe } = job;
  const progress = (phase: string, share: number | null) => send({ kind: 'progress', phase, share });
  const files = await readFiles(job, progress);
  progress('preparing', null);
  const fitted = fitData(files, recipe, splitMemory({ splits: job.splits ?? null, run: job.folder }));
  const size = () => jobSizeOf(fitted, recipe);
  const runtime = await openRuntime({ ...recipe.hardware, share: job.threads, size });
  const data = prepareFiles(files, recipe, runtime.ops, fitted, progress);
  dropLoaded();
  const definition = defineShape(recipe, data);
  const parameters = countParameters(definition.network);
  const checkpoint = job.resume ? loadCheckpoint(runFiles(job.folder).checkpoints) : null;
  const journal = openJournal(job, checkpoint, send);
  const execution: Execution = {
    backend: runtime.backend,
    device: runtime.device,
    executor: executorKindOf(runtime, recipe, definition, rowsToFit(data).rows),
    version: runtime.version,
    threads: runtime.threads,
    reason: runtime.reason,
  };
  const precision = await precisionWarning(recipe, runtime, execution.executor);
  if (precision !== null) data.warnings.push(precision);
  data.warnings.push(...ignoredSettings(recipe, data.resolved.task, definition));
  for (const warning of data.warnings)
    appendFileSync(path.join(job.folder, 'log.txt'), `warning: ${warning}\n`);
  const judge = createJudge(data.target);
  const baseline = trivialBaseline(data.target, data.train, data.validation, {
    ops: runtime.ops,
    loss: definition.loss,
  });
  const untrained = untrainedLoss({ runtime, recipe, data });
  const known = { job, runtime, data, judge, baseline, untrained, definition, parameters };
  return { ...known, execution, checkpoint, journal };
}

/** What the hidden layers learned in pre-training; null where the recipe has none, or a checkpoint lies behind it. */
async function pretrainedStart(
  { job, runtime, data, checkpoint, journal }: Training,
  orders: Orders,
  send: Send,
): Promise<StateValues | null | 'cancelled'> {
  const { recipe } = job;
  if (!recipe.training.pretraining.enabled || (checkpoint && !checkpoint.pretraining)) return null;
  const tell = progressTeller((share) => send({ kind: 'progress', phase: 'pre-training', share }));
  tell(0);
  const hooks = pretrainHooks(orders, {
    epoch(epoch) {
      journal.epoch(epoch);
      tell(epoch.epoch / plannedPretraining(recipe));
    },
    checkpoint: journal.checkpoint,
  });
  try {
    const { ended, start, facts } = await pretrainRun(
      runtime,
      recipe,
      data,
      hooks,
      pretrainingPoint(checkpoint),
    );
    if (ended === 'cancelled') return 'cancelled';
    if (ended === 'stopped') throw stoppedTooEarly('The run was stopped in its pre-training');
    send({ kind: 'record', change: { state: 'training', pretraining: facts } });
    return start;
  } finally {
    journal.flush();
  }
}

/** Runs the epochs, streams them, and checkpoints every ten seconds. */
async function fitRun(
  training: Training,
  start: StateValues | null,
  orders: Orders,
  send: Send,
): Promise<FitResult> {
  const { job, runtime, data, judge, definition, parameters, execution, journal } = training;
  const checkpoint = training.checkpoint?.pretraining ? null : training.checkpoint;
  const sample = judgedSample(runtime.ops, data.train, job.recipe.seed);
  const watch = watchRun(runtime, data.train, job.recipe);
  try {
    return await fit(
      {
        recipe: job.recipe,
        phase: 'training',
        open: executorOpener(runtime, execution.executor, data, job.recipe.seed, start),
        ...rowsToFit(data),
        parameters,
        train: sample,
        validation: data.validation,
        score: judge.score,
        resume: checkpoint && {
          progress: checkpoint.progress,
          state: checkpoint.state,
          best: snapshotOf(runtime, definition, stateOf(checkpoint.best)),
        },
      },
      {
        nextOrder: () => orders.next(),
        takeChanges: () => orders.takeChanges(),
        onChange: (recipe) => send({ kind: 'record', change: { recipe } }),
        onEpoch: (epoch, { bestEpoch }, executor) =>
          journal.epoch(epoch, watch.afterEpoch(epoch, executor), bestEpoch),
        onCheckpoint(progress, executor, best) {
          journal.checkpoint(() => ({
            progress,
            state: executor.readState(),
            best: storedVariables(definition, best),
          }));
        },
      },
    );
  } finally {
    journal.flush();
    watch.dispose();
    if (sample !== data.train) disposePart(sample);
  }
}

/** The closing look: every part judged with the best epoch's weights, the model written, the record completed. */
function finish(training: Training, { best, executor, progress, ended }: FitResult, send: Send): void {
  const { job, runtime, data, judge, baseline, untrained, definition, journal } = training;
  const known = { epochs: progress.epochs, bestEpoch: progress.bestEpoch, seconds: progress.seconds };
  if (ended === 'cancelled') return endCancelled(training, known, send);
  requireEpoch(training, progress.bestEpoch, ended);
  send({ kind: 'progress', phase: 'judging', share: null });
  const judged = (part: JudgedPart) => evaluatePart(executor, best, part);
  const train = wholeTraining(runtime.ops, data);
  const validation = judged(data.validation);
  const test = data.test && judged(data.test);
  writeEvidence(job.folder, {
    baseline,
    untrained,
    validationLossError: data.validation.weights
      ? weightedStandardError(validation.losses, data.validation.weights)
      : standardError(validation.losses),
  });
  writeOutcome(
    job.folder,
    test && data.test
      ? judge.outcome('test', test, data.test.targets)
      : judge.outcome('validation', validation, data.validation.targets),
  );
  const { preparation, target, windows } = data;
  const card = { version: 2, preparation, target, ...(windows && { series: windows.series }) } as const;
  writeModel(job.folder, card, storedVariables(definition, best), progress.bestEpoch);
  journal.removeCheckpoint();
  const state: RunState = ended === 'stopped' ? 'stopped' : 'finished';
  send({
    kind: 'record',
    change: {
      ...known,
      state,
      metrics: {
        train: judge.metrics(judged(train), train.targets),
        validation: judge.metrics(validation, data.validation.targets),
        test: test && data.test ? judge.metrics(test, data.test.targets) : null,
      },
    },
  });
}

function endCancelled({ journal }: Training, known: Partial<RunRecord>, send: Send): void {
  journal.removeCheckpoint();
  send({ kind: 'record', change: { ...known, state: 'cancelled' } });
}

/** A run without a single usable epoch has no model to show. */
function requireEpoch({ job }: Training, bestEpoch: number, ended: FitResult['ended']): void {
  if (bestEpoch > 0) return;
  if (ended === 'stopped') {
    throw stoppedTooEarly('The run was stopped before its first epoch was done');
  }
  throw new HoneError('training-failed', 'The loss was not a finite number from the first epoch on.', {
    place: { field: 'training.learning-rate' },
    fix: `Lower the learning rate (it is ${job.recipe.training.learningRate}) and scale the inputs.`,
  });
}

function stoppedTooEarly(what: string): HoneError {
  return new HoneError('cancelled', `${what}, so there is no model.`, {
    fix: 'Let it train for at least one epoch.',
  });
}

/** The variables of a snapshot as files hold them: without the word that the state puts before their names. */
function storedVariables(definition: StepDefinition, snapshot: Snapshot): StoredTensor[] {
  const values = snapshotValues(definition, snapshot);
  return definition.network.variables.map(({ name, shape }) => {
    return { name, shape, data: values.get(`variable/${name}`) as Float32Array };
  });
}

function stateOf(stored: readonly StoredTensor[]): StateValues {
  return new Map(stored.map(({ name, data }) => [`variable/${name}`, data]));
}
