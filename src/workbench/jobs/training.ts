// One run under way: keeps its record and its history up to date with what its trainer process reports.
import { createRunHistory, type RunHistory } from './run-history';
import type { Epoch } from '../../core/run/epoch';
import type { EpochBatch, TrainerEvent } from '../../core/run/job';
import type { RunRecord, RunState } from '../../core/run/record';
import type { WorkbenchEvent } from '../contract/events';
import type { RunStore, StoredRun } from '../store/run-store';
import { bestEpochOf, diagnoseRun } from './live-diagnosis';
import { movesEveryEpoch, type RecordChange, reportedFacts, shownState, type Wish } from './run-state';
import { createThrottle } from './throttle';

export interface Training {
  run(): StoredRun;
  history: RunHistory;
  wish: Wish;
  /** What the trainer said last. */
  reported(): RunState;
  /** Takes a state in; the record shows it as the person's wish allows. */
  report(state: RunState): void;
  /** Shows the record anew after the wish changed. */
  refresh(): void;
  take(event: TrainerEvent): void;
  /** No more news while the run is being closed. */
  quiet(): void;
}

export interface TrainingOptions {
  run: StoredRun;
  /** Of earlier processes, for a run that goes on. */
  epochs: readonly Epoch[];
  store: RunStore;
  emit(event: WorkbenchEvent): void;
}

const MOVING_MS = 500;
const DIAGNOSIS_MS = 1000;

export function createTraining({ run: { record, folder }, epochs, store, emit }: TrainingOptions): Training {
  const { id } = record;
  const history = createRunHistory(epochs);
  const wish: Wish = { paused: false, ending: null };
  let reported: RunState = record.state;
  let pending: Partial<RunRecord> = {};
  let moved = false;
  const run = () => store.held(id) ?? { folder, record };

  const publish = () => {
    const change = { ...(moved ? progressOf(history.epochs()) : {}), ...pending };
    pending = {};
    moved = false;
    void store.update(id, { ...change, state: shownState(reported, wish) });
    emit({ kind: 'runChanged', record: run().record });
  };
  const publishSoon = createThrottle(MOVING_MS, () => {
    if (moved || Object.keys(pending).length > 0) publish();
  });
  const diagnoseSoon = createThrottle(DIAGNOSIS_MS, () => {
    void tellFindings(run(), history.epochs(), emit);
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
    if (change.state || !movesEveryEpoch(facts)) publish();
    else publishSoon.request();
  };

  return {
    run,
    history,
    wish,
    reported: () => reported,
    report: (state) => takeChange({ state }),
    refresh: publish,
    take(event) {
      if (event.kind === 'epochs') takeBatch(event);
      if (event.kind === 'record') takeChange(event.change);
      if (event.kind === 'progress') emit({ kind: 'workProgressed', phase: event.phase, share: event.share });
    },
    quiet() {
      publishSoon.cancel();
      diagnoseSoon.cancel();
    },
  };
}

/** What the epochs alone tell of a run. */
function progressOf(epochs: readonly Epoch[]): Pick<RunRecord, 'epochs' | 'bestEpoch' | 'seconds'> {
  return {
    epochs: epochs.at(-1)?.epoch ?? 0,
    bestEpoch: bestEpochOf(epochs),
    seconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
  };
}

async function tellFindings(
  run: StoredRun,
  epochs: readonly Epoch[],
  emit: TrainingOptions['emit'],
): Promise<void> {
  const bestEpoch = bestEpochOf(epochs);
  const findings = await diagnoseRun({ ...run, record: { ...run.record, bestEpoch } }, epochs, false);
  emit({ kind: 'runDiagnosed', runId: run.record.id, findings, outcome: null });
}
