// Decides after each epoch whether to look into the training, so that all looks together stay a small share of its time.
import type { Epoch } from '../../core/run/epoch';
import type { Telemetry } from '../../core/run/telemetry';
import type { Runtime } from '../runtime/runtime';
import type { Executor, Present } from '../train/executor';
import type { StepDefinition } from '../train/step';
import { createCompiledProbe, createEagerProbe, type Look, type Probe, type ProbeBatch } from './probe';

export interface WatchOptions {
  runtime: Pick<Runtime, 'ops' | 'native'>;
  /** Owned by the caller. */
  batch: ProbeBatch;
  seed: number;
  /** Epochs between two looks at the least; 0 is never. */
  interval: number;
  /** Seconds; for tests. */
  clock?(): number;
}

export interface Watch {
  /** A look at the end of the epoch; null where none is due or where it would cost too much by now. */
  afterEpoch(epoch: Epoch, executor: Pick<Executor, 'present'>): Telemetry | null;
  dispose(): void;
}

/** All looks together take at most this share of the time of a run so far. */
export const MOST_SHARE = 0.035;
/** Seconds that every run takes before its first epoch, to read, prepare and build: so that a short one is seen too. */
export const BEFORE_EPOCHS = 1;
/** Looks op by op leave the other half, which saves up for a compiled one. */
const EAGER_SHARE = MOST_SHARE / 2;
/** Seconds that the first look is taken to cost. */
const FIRST_LOOK = 0.015;
/** Compiling takes as long as so many looks op by op, of which the slowest is taken to be on the safe side. */
const LOOKS_PER_COMPILATION = 12;

export function createWatch(options: WatchOptions): Watch {
  const { interval, clock = () => performance.now() / 1000 } = options;
  let probe: Probe | null = null;
  let definition: StepDefinition | null = null;
  let taken = BEFORE_EPOCHS;
  let spent = 0;
  let eagerCost: number | null = null;
  let slowest = 0;
  let lookCost = FIRST_LOOK;
  let epochsSince = Number.POSITIVE_INFINITY;

  const take = (present: Present): { look: Look; seconds: number } => {
    const started = clock();
    if (present.definition !== definition) {
      probe?.dispose();
      probe = null;
      definition = present.definition;
    }
    if (!probe?.compiled && affordsCompiling()) {
      probe?.dispose();
      probe = compiled(options, present);
    }
    probe ??= createEagerProbe(options.runtime, present.definition, options.batch, options.seed);
    const made = clock();
    const look = probe.look(present);
    const ended = clock();
    if (!probe.compiled) {
      eagerCost = ended - made;
      slowest = Math.max(slowest, eagerCost);
    }
    lookCost = ended - made;
    spent += ended - started;
    return { look, seconds: ended - started };
  };
  const affordsCompiling = () =>
    options.runtime.native !== null &&
    eagerCost !== null &&
    spent + LOOKS_PER_COMPILATION * slowest <= MOST_SHARE * taken;
  const affordsLook = ({ definition: present }: Present) => {
    const known = probe !== null && present === definition;
    if (known && probe?.compiled) return spent + lookCost <= MOST_SHARE * taken;
    return affordsCompiling() || spent + (eagerCost ?? FIRST_LOOK) <= EAGER_SHARE * taken;
  };
  return {
    afterEpoch({ epoch, phase, seconds, lossNoise }, executor) {
      taken += seconds;
      epochsSince += 1;
      if (interval === 0 || epochsSince < interval) return null;
      const present = executor.present();
      if (!affordsLook(present)) return null;
      epochsSince = 0;
      const { look, seconds: cost } = take(present);
      return { epoch, phase, ...look, lossNoise, seconds: cost };
    },
    dispose: () => probe?.dispose(),
  };
}

function compiled({ runtime, batch, seed }: WatchOptions, { definition, state }: Present): Probe {
  const { ops, native } = runtime;
  if (!native) throw new Error('A compiled probe needs native TensorFlow');
  return createCompiledProbe({ ops, native }, definition, batch, seed, state);
}
