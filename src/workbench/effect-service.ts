// Measures the effect of a change of the recipe, one measurement at a time, its pairs spread over the cores.
import path from 'node:path';
import { HoneError, reportError } from '../core/errors';
import { diffRecipes } from '../core/recipe/diff';
import type { Recipe } from '../core/recipe/recipe';
import type { Effect } from '../core/run/effect';
import type { Runtime, TrainerEvent } from '../core/run/job';
import { pairedEffect } from '../core/statistics/paired';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { createThrottle } from './jobs/throttle';
import { type Ending, startTrainerProcess, type TrainerProcess } from './jobs/trainer-process';

export interface EffectInput {
  data: string;
  /** File that the scores are of; null takes the test part, else the validation part. */
  test: string | null;
  before: Recipe;
  after: Recipe;
  /** Pairs; their seeds count up from that of the recipe. */
  seeds: number;
}

export interface EffectService {
  /** Starts one and answers with its first state. HoneError `request-invalid` while another is under way. */
  begin(input: EffectInput): Promise<Effect>;
  /** The last one: under way, over, or null if there was none. */
  current(): Effect | null;
  /** Resolves with the last one when it is over. */
  ended(): Promise<Effect | null>;
  /** Ends it; the pairs that are done stay. */
  cancel(): Promise<void>;
}

export interface EffectOptions {
  launch: Launch;
  logFile: string;
  cores: number;
  probe(): Promise<Runtime>;
  emit(event: WorkbenchEvent): void;
}

const PAUSE_BETWEEN_EVENTS_MS = 200;

export function createEffects(options: EffectOptions): EffectService {
  let current: Effect | null = null;
  let processes: TrainerProcess[] = [];
  let over: Promise<void> = Promise.resolve();
  const tell = () => {
    if (current) options.emit({ kind: 'effectMeasured', effect: current });
  };
  const news = createThrottle(PAUSE_BETWEEN_EVENTS_MS, tell);
  const show = (change: Partial<Effect>) => {
    if (current) current = { ...current, ...change };
    news.request();
  };
  const kill = () => {
    for (const process of processes) process.kill();
  };

  const measure = async (input: EffectInput) => {
    const started = performance.now();
    const time = () => ({ seconds: (performance.now() - started) / 1000 });
    const count = await processCount(options, input);
    if (current?.state !== 'running') return;
    const groups = deal(seedsOf(input), count);
    const shares = groups.map(() => 0);
    processes = groups.map((seeds, group) =>
      startTrainerProcess({
        launch: options.launch,
        label: 'effect',
        logFile: options.logFile,
        job: {
          kind: 'effect',
          before: input.before,
          after: input.after,
          data: input.data,
          test: input.test,
          seeds,
          threads: Math.max(1, Math.floor(options.cores / count)),
        },
        onEvent(event) {
          if (event.kind === 'paired') show({ ...withPair(current as Effect, event), ...time() });
          if (event.kind !== 'progress' || event.phase !== 'measuring') return;
          shares[group] = (event.share ?? 0) * seeds.length;
          show({ share: shares.reduce((sum, share) => sum + share, 0) / input.seeds, ...time() });
        },
      }),
    );
    const endings = await Promise.all(
      processes.map(async ({ ended }) => {
        const ending = await ended;
        // A fault of one is that of all: they train the same recipes.
        if (faultOf(ending)) kill();
        return ending;
      }),
    );
    if (current.state !== 'running') return;
    const fault = endings.map(faultOf).find((one) => one !== null && one.code !== 'internal');
    const error = fault ?? endings.map(faultOf).find((one) => one !== null) ?? null;
    show(error ? { state: 'failed', error, ...time() } : { state: 'done', share: 1, ...time() });
  };

  return {
    async begin(input) {
      if (current?.state === 'running') {
        throw new HoneError('request-invalid', 'An effect is being measured already.', {
          fix: 'Wait until it has ended, or cancel it.',
        });
      }
      const first = emptyEffect(input);
      current = first;
      over = measure(input)
        .catch((error: unknown) => show({ state: 'failed', error: reportError(error) }))
        .finally(() => {
          // The last state is told at once, whatever the pause.
          news.cancel();
          tell();
        });
      return first;
    },
    current: () => current,
    async ended() {
      await over;
      return current;
    },
    async cancel() {
      if (current?.state === 'running') show({ state: 'cancelled' });
      kill();
      await over;
    },
  };
}

/** Processes side by side: one for each core, but only one on a GPU, which they would have to share. */
async function processCount(
  { cores, probe }: EffectOptions,
  { before, seeds }: EffectInput,
): Promise<number> {
  const { device } = before.hardware;
  const onGpu = device === 'gpu' || (device === 'auto' && (await probe()).device.startsWith('gpu'));
  return onGpu ? 1 : Math.max(1, Math.min(cores, seeds));
}

/** 2^31 − 1 is the largest seed: behind it they count from 0. */
function seedsOf({ before, seeds }: EffectInput): number[] {
  return Array.from({ length: seeds }, (_, i) => (before.seed + i) % 0x80000000);
}

function deal<Item>(items: readonly Item[], hands: number): Item[][] {
  return Array.from({ length: hands }, (_, hand) => items.filter((_, i) => i % hands === hand));
}

function withPair(
  { pairs, better }: Effect,
  { pair, metric, part, rows }: Extract<TrainerEvent, { kind: 'paired' }>,
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
    ),
    lossEffect: pairedEffect(
      all.map((one) => one.beforeLoss),
      all.map((one) => one.afterLoss),
      'lower',
    ),
  };
}

function faultOf(ending: Ending): Effect['error'] {
  if (ending.kind === 'lost') return reportError(new HoneError('internal', `The training ${ending.reason}.`));
  return ending.event.kind === 'failed' ? ending.event.error : null;
}

function emptyEffect({ data, before, after, seeds }: EffectInput): Effect {
  const changes = diffRecipes(before, after);
  if (changes.length === 0) {
    throw new HoneError('request-invalid', 'Both recipes are the same, so there is no effect to measure.', {
      fix: 'Change at least one value.',
    });
  }
  return {
    state: 'running',
    title: changes.map((one) => `${one.path} ${one.before || '–'} → ${one.after || '–'}`).join(', '),
    changes,
    data: path.basename(data),
    target: before.data.target,
    metric: null,
    better: 'higher',
    part: null,
    rows: null,
    pairs: [],
    planned: seeds,
    share: 0,
    effect: null,
    lossEffect: null,
    seconds: 0,
    error: null,
  };
}
