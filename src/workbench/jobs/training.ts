// One run under way: keeps its record and its history up to date with what its trainer process reports.
import { createRunHistory, type RunHistory } from './run-history';
import type { Epoch } from '../../core/run/epoch';
import type { EpochBatch, TrainerEvent } from '../../core/run/job';
import type { Telemetry } from '../../core/run/telemetry';
import type { RunRecord, RunState } from '../../core/run/record';
import type { WorkbenchEvent } from '../contract/events';
import type { RunStore, StoredRun } from '../store/run-store';
import { diagnoseRun, isTraining } from './live-diagnosis';
import { movesEveryEpoch, type RecordChange, reportedFacts, shownState, type Wish } from './run-state';
import { createThrottle } from './throttle';

export interface Training {
  run(): StoredRun;
  history: RunHistory;
  wish: Wish;
  /** Whether it is in pre-training: its epochs have begun, and their result is not yet told. */
  isPretraining(): boolean;
  /** What the trainer said last. */
  reported(): RunState;
  /** Takes a state in; the record shows it as the person's wish allows. */
  report(state: RunState): void;
  /** Shows the record anew after the wish changed. */
  refresh(): void;
  take(event: TrainerEvent): void;
  /** Brings the record up to date a last time and falls silent: the run's end is told by others. */
  close(): void;
}

export interface TrainingOptions {
  run: StoredRun;
  /** Of earlier processes, for a run that goes on. */
  epochs: readonly Epoch[];
  telemetry: readonly Telemetry[];
  store: RunStore;
  emit(event: WorkbenchEvent): void;
}

const MOVING_MS = 500;
const DIAGNOSIS_MS = 1000;

export function createTraining(options: TrainingOptions): Training {
  const { epochs, telemetry, store, emit } = options;
  const { record, folder } = options.run;
  const { id } = record;
  const history = createRunHistory(epochs, telemetry, record.bestEpoch);
  const wish: Wish = { paused: false, ending: null };
  let reported: RunState = record.state;
  let pending: Partial<RunRecord> = {};
  let moved = false;
  let closed = false;
  const phase = createPhase(emit);
  const run = () => store.held(id) ?? { folder, record };

  const save = () => {
    const change = { ...(moved ? progressOf(history) : {}), ...pending };
    pending = {};
    moved = false;
    // A folder that cannot be written is told when the run is closed.
    store.update(id, { ...change, state: shownState(reported, wish) }).catch(() => {});
  };
  const publish = () => {
    if (closed) return;
    save();
    emit({ kind: 'runChanged', record: run().record });
  };
  const tellFindings = async () => {
    const findings = await diagnoseRun(withBest(run(), history), history.epochs(), false);
    if (!closed) emit({ kind: 'runDiagnosed', runId: id, findings, outcome: null });
  };
  const publishSoon = createThrottle(MOVING_MS, () => {
    if (moved || Object.keys(pending).length > 0) publish();
  });
  const diagnoseSoon = createThrottle(DIAGNOSIS_MS, () => {
    void tellFindings();
  });

  const takeBatch = (batch: EpochBatch) => {
    history.take(batch);
    moved = true;
    publishSoon.request();
    diagnoseSoon.request();
  };
  const takeChange = (change: RecordChange) => {
    const facts = reportedFacts(change);
    pending = { ...pending, ...facts };
    if (change.state) reported = change.state;
    if (change.state === 'training') phase.end();
    const newState = shownState(reported, wish) !== run().record.state;
    if (newState || !movesEveryEpoch(facts)) publish();
    else publishSoon.request();
  };

  return {
    run,
    history,
    wish,
    isPretraining: () => history.epochs().at(-1)?.phase === 'pretraining' && !run().record.pretraining,
    reported: () => reported,
    report: (state) => takeChange({ state }),
    refresh: publish,
    take(event) {
      if (event.kind === 'epochs') takeBatch(event);
      if (event.kind === 'record') takeChange(event.change);
      if (event.kind === 'checked') emit({ kind: 'runChecked', runId: id, preflight: event.preflight });
      if (event.kind === 'progress') phase.show(event.phase, event.share);
    },
    close() {
      if (closed) return;
      closed = true;
      publishSoon.cancel();
      diagnoseSoon.cancel();
      phase.end();
      save();
    },
  };
}

/** Work before and after the epochs: it has no end of its own, so one is told when something else begins. */
function createPhase(emit: TrainingOptions['emit']) {
  let phase: string | null = null;
  return {
    show(next: string, share: number | null) {
      phase = next;
      emit({ kind: 'workProgressed', phase, share });
    },
    end() {
      if (phase !== null) emit({ kind: 'workProgressed', phase, share: 1 });
      phase = null;
    },
  };
}

/** What the history alone tells of a run. */
function progressOf(history: RunHistory): Pick<RunRecord, 'epochs' | 'bestEpoch' | 'seconds'> {
  const epochs = history.epochs().filter(isTraining);
  return {
    epochs: epochs.at(-1)?.epoch ?? 0,
    bestEpoch: history.bestEpoch(),
    seconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
  };
}

/** The record is written less often than epochs come. */
export function withBest({ folder, record }: StoredRun, history: RunHistory): StoredRun {
  return { folder, record: { ...record, bestEpoch: history.bestEpoch() } };
}
