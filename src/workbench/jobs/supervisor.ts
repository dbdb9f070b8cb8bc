// Runs trainings side by side: a process for each, as many as there are slots; a process that dies is started anew.
import { HoneError } from '../../core/errors';
import { checkChange } from '../../core/recipe/live-changes';
import type { Recipe } from '../../core/recipe/recipe';
import type { EpochBatch, TrainJob } from '../../core/run/job';
import type { RunRecord, RunState } from '../../core/run/record';
import type { WorkbenchEvent } from '../contract/events';
import { readEpochs, readTelemetry, runFiles } from '../store/run-folder';
import type { RunStore, StoredRun } from '../store/run-store';
import type { Launch } from './child';
import { closeRun } from './close-run';
import type { RunHistory } from './run-history';
import { closingState, type Wish } from './run-state';
import { createSlots, type Slot, threadShare } from './slots';
import { deathReport, mayRestart, noteRestart } from './trainer-death';
import { startTrainerProcess, type TrainerProcess } from './trainer-process';
import { createTraining, type Training } from './training';

export type RunCommand = 'pause' | 'resume' | 'stop' | 'cancel';

export interface Supervisor {
  /** Takes a stored run in hand: queued at first, from its checkpoint if `resume`. */
  start(run: StoredRun, resume: boolean): Promise<void>;
  /** Acknowledged in the record at once. HoneError `request-invalid` where it makes no sense. */
  control(id: string, command: RunCommand): void;
  /** Changes a value from the next epoch on. HoneError for a value that cannot be changed live, or a run not in hand. */
  change(id: string, path: string, value: number): void;
  /** History of a run in hand. */
  history(id: string): RunHistory | undefined;
  /** Batches of a run in hand, or of one that will be resumed. */
  follow(id: string, listener: (batch: EpochBatch) => void): () => void;
  /** Resolves when the run is over and on disk; at once if it is not in hand. */
  ended(id: string): Promise<void>;
  /** Runs in hand. */
  active(): number;
  /** Stops everything, keeping the best so far, and waits for it. */
  close(): Promise<void>;
}

export interface SupervisorOptions {
  launch: Launch;
  store: RunStore;
  emit(event: WorkbenchEvent): void;
  /** Trainings at once: the cores, which they share among them. */
  slots: number;
  /** Folder where the project of a file keeps the places of its rows. */
  splitsOf?(file: string): string;
  /** A stop or cancel that is not done by then is forced. */
  patienceMs?: number;
}

interface Change {
  path: string;
  value: number;
}

/** A run in hand. */
interface Hand {
  training: Training;
  slot: Slot;
  process: TrainerProcess | null;
  /** Ordered, and not yet in the recipe that a trainer reports: a process that dies takes its orders with it. */
  changes: Change[];
  ended: Promise<void>;
}

const PATIENCE_MS = 10_000;

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { store, emit, slots: count, patienceMs = PATIENCE_MS } = options;
  const slots = createSlots(count);
  const hands = new Map<string, Hand>();
  const listeners = new Set<{ id: string; listener: (batch: EpochBatch) => void }>();

  const supervise = async (id: string, hand: Hand, resume: boolean) => {
    const share = () => threadShare(count, hands.size);
    const end = await runProcesses(options, hand, resume, share).catch((error: unknown) => broken(error));
    hand.slot.free();
    await closeRun({ store, emit, training: hand.training, ...end });
    hands.delete(id);
  };

  return {
    async start(run, resume) {
      const { id } = run.record;
      const training = createTraining({
        run,
        epochs: resume ? await readEpochs(run.folder) : [],
        telemetry: resume ? await readTelemetry(run.folder) : [],
        store,
        emit,
      });
      training.history.follow((batch) => {
        for (const one of [...listeners]) if (one.id === id) one.listener(batch);
      });
      const hand: Hand = {
        training,
        slot: slots.take(),
        process: null,
        changes: [],
        ended: Promise.resolve(),
      };
      hands.set(id, hand);
      hand.ended = supervise(id, hand, resume);
    },
    control(id, command) {
      const hand = hands.get(id);
      if (!hand)
        throw new HoneError('request-invalid', 'This run is not training.', { fix: 'Start it again.' });
      order(hand, command, patienceMs);
    },
    change(id, path, value) {
      const hand = hands.get(id);
      if (!hand)
        throw new HoneError('request-invalid', 'This run is not training.', { fix: 'Change the recipe.' });
      checkChange(hand.training.run().record.recipe, path, value);
      hand.changes.push({ path, value });
      hand.process?.change(path, value);
    },
    history: (id) => hands.get(id)?.training.history,
    follow(id, listener) {
      const entry = { id, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    ended: (id) => hands.get(id)?.ended ?? Promise.resolve(),
    active: () => hands.size,
    async close() {
      for (const hand of hands.values()) order(hand, 'stop', patienceMs, true);
      await Promise.all([...hands.values()].map((hand) => hand.ended));
    },
  };
}

/** Passes a command on and sees to it that an end really comes. */
function order(
  { training, slot, process }: Hand,
  command: RunCommand,
  patienceMs: number,
  closing = false,
): void {
  const { wish } = training;
  // A person who stops in pre-training wants the model that is trained on what was learned so far.
  if (command === 'stop' && !closing && !wish.ending && process && training.isPretraining()) {
    wish.paused = false;
    training.refresh();
    process.command('skip');
    return;
  }
  const ending = command === 'stop' || command === 'cancel';
  if (wish.ending && !ending) {
    throw new HoneError('request-invalid', 'This run is being stopped.', { fix: 'Wait until it has ended.' });
  }
  const first = ending && wish.ending === null;
  if (ending) wish.ending = wish.ending === 'cancel' ? 'cancel' : command;
  else wish.paused = command === 'pause';
  training.refresh();
  if (process) process.command(command);
  else if (ending) slot.free();
  if (first && process) {
    const timer = setTimeout(() => process.kill(), patienceMs);
    void process.ended.then(() => clearTimeout(timer));
  }
}

/** How a run ended, before its folder is put in order. */
export interface RunEnd {
  state: RunState;
  error: RunRecord['error'];
}

/** One process after the other until the run is over. */
async function runProcesses(
  { launch, splitsOf }: SupervisorOptions,
  hand: Hand,
  resume: boolean,
  share: () => number,
): Promise<RunEnd> {
  const { training, slot } = hand;
  const { wish, history } = training;
  const deaths: number[] = [];
  for (let again = resume; ; again = true) {
    if (!(await slot.ready) || wish.ending) {
      return { state: again && wish.ending === 'stop' ? 'stopped' : 'cancelled', error: null };
    }
    const { folder, record } = training.run();
    training.report('preparing');
    const splits = splitsOf?.(record.source.path);
    const job = { ...trainJob({ folder, record }, again), threads: share(), ...(splits && { splits }) };
    const process = startTrainerProcess({
      launch,
      label: record.id,
      logFile: runFiles(folder).log,
      job,
      onEvent(event) {
        if (event.kind === 'record') settleChange(hand, event.change.recipe);
        training.take(event);
      },
    });
    hand.process = process;
    if (wish.paused) process.command('pause');
    for (const { path, value } of hand.changes) process.change(path, value);
    const ending = await process.ended;
    hand.process = null;
    if (ending.kind === 'said') {
      if (ending.event.kind === 'done')
        return { state: closingState(training.reported(), wish), error: null };
      return failedEnd(ending.event.error, wish);
    }
    // Killed because it did not follow, or died on its way out: what is on disk is what there is.
    if (wish.ending) return { state: wish.ending === 'stop' ? 'stopped' : 'cancelled', error: null };
    if (!(await mayRestart(folder, deaths)))
      return { state: 'failed', error: await deathReport(folder, ending.reason) };
    await noteRestart(folder, ending.reason);
    history.restart();
  }
}

/** A trainer reports its recipe after each change, which is the last of it. */
function settleChange({ changes }: Hand, recipe: Recipe | undefined): void {
  const made = recipe?.training.changes.at(-1);
  const settled = changes.findIndex(({ path, value }) => path === made?.path && value === made.value);
  if (settled >= 0) changes.splice(settled, 1);
}

/** A trainer that had nothing to keep when it was stopped reports `cancelled`: that is no failure. */
function failedEnd(error: NonNullable<RunRecord['error']>, { ending }: Wish): RunEnd {
  if (ending === 'cancel') return { state: 'cancelled', error: null };
  return { state: ending === 'stop' && error.code === 'cancelled' ? 'stopped' : 'failed', error };
}

function trainJob({ folder, record }: StoredRun, resume: boolean): TrainJob {
  const { id, recipe, source } = record;
  return {
    kind: 'train',
    runId: id,
    folder,
    recipe,
    data: source.path,
    test: source.test?.path ?? null,
    resume,
  };
}

function broken(error: unknown): RunEnd {
  const message = error instanceof Error ? error.message : String(error);
  return { state: 'failed', error: { code: 'internal', message, place: {} } };
}
