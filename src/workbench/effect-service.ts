// Measures the effect of a change of the recipe, one measurement at a time, its pairs spread over the cores.
import path from 'node:path';
import { HoneError } from '../core/errors';
import { diffRecipes } from '../core/recipe/diff';
import type { Recipe } from '../core/recipe/recipe';
import { type Effect, type EffectPair, newEffect } from '../core/run/effect';
import type { TrainerEvent } from '../core/run/job';
import { pairedEffect } from '../core/statistics/paired';
import type { WorkbenchEvent } from './contract/events';
import { type Attempt, createExperiment, type Experiment } from './jobs/experiment';
import { type Machine, workSideBySide } from './jobs/side-by-side';
import type { Workload } from './jobs/workload';

export interface EffectInput {
  data: string;
  /** File that the scores are of; null takes the test part, else the validation part. */
  test: string | null;
  before: Recipe;
  after: Recipe;
  /** Pairs; their seeds count up from that of the recipe. */
  seeds: number;
}

export interface EffectService extends Pick<Experiment<Effect>, 'current' | 'ended'> {
  /** Starts one and answers with its first state. HoneError `request-invalid` while another is under way. */
  begin(input: EffectInput): Promise<Effect>;
  /** Ends it; the pairs that are done stay. */
  cancel(): Promise<void>;
}

export interface EffectOptions extends Machine {
  workload: Workload;
  emit(event: WorkbenchEvent): void;
}

export function createEffects(options: EffectOptions): EffectService {
  const experiment = createExperiment<Effect>({
    what: 'A measurement of an effect',
    alone: false,
    workload: options.workload,
    tell: (effect) => options.emit({ kind: 'effectMeasured', effect }),
  });
  return {
    ...experiment,
    begin: async (input) =>
      experiment.begin(emptyEffect(input), (attempt) => measure(options, input, attempt)),
  };
}

async function measure(
  options: EffectOptions,
  input: EffectInput,
  attempt: Attempt<Effect>,
): Promise<Partial<Effect>> {
  const { state, show } = attempt;
  const { before, after, data, test } = input;
  const started = performance.now();
  const time = () => ({ seconds: (performance.now() - started) / 1000 });
  const fault = await workSideBySide(
    options,
    {
      label: 'effect',
      device: before.hardware.device,
      items: seedsOf(input),
      jobOf: (seeds, threads) => ({ kind: 'effect', before, after, data, test, seeds, threads }),
      onEvent(event) {
        if (event.kind === 'paired') show({ ...withPair(state(), event, input), ...time() });
      },
      onShare: (share) => show({ share, ...time() }),
    },
    attempt,
  );
  if (fault === undefined) return {};
  return fault ? { state: 'failed', error: fault, ...time() } : { state: 'done', share: 1, ...time() };
}

/** 2^31 − 1 is the largest seed: behind it they count from 0. */
function seedsOf({ before, seeds }: EffectInput): number[] {
  return Array.from({ length: seeds }, (_, i) => (before.seed + i) % 0x80000000);
}

/** Accuracies lie between 0 and 1, and a difference of them between −1 and 1; R² has no least value. */
const widestDifference = { accuracy: 1, r2: Number.POSITIVE_INFINITY } as const;

function withPair(
  { pairs, better }: Effect,
  { pair, metric, part, rows }: Extract<TrainerEvent, { kind: 'paired' }>,
  { before, after }: EffectInput,
): Partial<Effect> {
  const all = [...pairs, pair].sort((a, b) => a.seed - b.seed);
  return {
    pairs: all,
    metric,
    part,
    rows,
    effect: pairedEffect(
      all.map((one) => one.before),
      all.map((one) => one.after),
      better,
      widestDifference[metric],
    ),
    lossEffect: sameLoss(before, after)
      ? pairedEffect(
          all.map((one) => one.beforeLoss),
          all.map((one) => one.afterLoss),
          'lower',
        )
      : null,
    ...balancedEffect(all),
  };
}

function balancedEffect(pairs: readonly EffectPair[]): Pick<Effect, 'balancedEffect'> {
  const before = pairs.flatMap((pair) => pair.beforeBalanced ?? []);
  const after = pairs.flatMap((pair) => pair.afterBalanced ?? []);
  const isWhole = before.length === pairs.length && after.length === pairs.length;
  return isWhole ? { balancedEffect: pairedEffect(before, after, 'higher', 1) } : {};
}

/** Whether the losses of both are the same function of the same target: other numbers cannot be compared. */
function sameLoss(before: Recipe, after: Recipe): boolean {
  const meaning = ({ data: { target, task }, prepare: { standardizeTarget }, training }: Recipe) =>
    JSON.stringify([target, task, standardizeTarget, training.loss, training.output]);
  return meaning(before) === meaning(after);
}

function emptyEffect({ data, before, after, seeds }: EffectInput): Effect {
  const changes = diffRecipes(before, after);
  if (changes.length === 0) {
    throw new HoneError('request-invalid', 'Both recipes are the same, so there is no effect to measure.', {
      fix: 'Change at least one value.',
    });
  }
  return newEffect({
    title: changes.map((one) => `${one.path} ${one.before || '–'} → ${one.after || '–'}`).join(', '),
    changes,
    data: path.basename(data),
    target: before.data.target,
    planned: seeds,
  });
}
