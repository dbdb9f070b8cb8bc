// Follows one run: its whole history first, then the batches as they come, without a gap and without a repetition.
import type { Epoch } from '../../core/run/epoch';
import type { EpochBatch } from '../../core/run/job';
import type { CommandOutput } from '../../workbench/contract/commands';
import type { WorkbenchClient } from '../../workbench/contract/client';
import type { ErrorReport } from '../../core/errors';
import { createEpochColumns, type EpochColumns } from './epoch-columns';
import { createStore, type Store } from './store';
import { createTelemetryLog, type TelemetryLog } from './telemetry-log';

/** The small numbers beside the charts; refreshed at most ten times a second. */
export interface Progress {
  runId: string | null;
  epoch: number;
  /** Epochs of pre-training so far; it comes before the training. */
  pretrained: number;
  secondsLeft: number | null;
  /** Mean of the last twenty epochs; 0 before the first. */
  secondsPerEpoch: number;
}

export interface LiveRun {
  /** The epochs of the training proper. */
  columns: EpochColumns;
  /** Those of the pre-training before it. */
  pretraining: EpochColumns;
  telemetry: TelemetryLog;
  progress: Store<Progress>;
  /** Follows this run from now on, or none. */
  show(runId: string | null): void;
  /** Reads the history again, as after a lost connection. */
  reload(): void;
}

export interface LiveRunOptions {
  client: Pick<WorkbenchClient, 'call' | 'follow'>;
  onSnapshot(snapshot: CommandOutput<'run.get'>): void;
  onError(error: ErrorReport): void;
}

const nobody: Progress = { runId: null, epoch: 0, pretrained: 0, secondsLeft: null, secondsPerEpoch: 0 };
const progressMs = 100;
const mostReloads = 5;

interface Following {
  runId: string;
  /** Number of the last batch taken; −1 before the first. */
  seq: number;
  /** Batches that arrived while the history was on its way; null once it is there. */
  waiting: EpochBatch[] | null;
  end(): void;
}

export function createLiveRun({ client, onSnapshot, onError }: LiveRunOptions): LiveRun {
  const history = createHistory();
  const { phases, telemetry } = history;
  const progress = createStore<Progress>(nobody);
  let following: Following | null = null;
  let secondsLeft: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const publish = () => {
    timer = null;
    const runId = following?.runId ?? null;
    progress.set(() => ({ runId, secondsLeft, ...summarize(phases) }));
  };
  const publishSoon = () => {
    timer ??= setTimeout(publish, progressMs);
  };
  const take = (batch: EpochBatch) => {
    history.append(batch);
    secondsLeft = batch.secondsLeft;
    publishSoon();
  };
  const load = async (target: Following, again = mostReloads): Promise<void> => {
    target.waiting ??= [];
    const answer = await client.call('run.get', { runId: target.runId });
    if (following !== target) return;
    const waiting = target.waiting ?? [];
    target.waiting = null;
    if (!answer.ok) {
      onError(answer.error);
      return;
    }
    history.append({ ...answer.value, bestEpoch: answer.value.record.bestEpoch });
    target.seq = answer.value.seq;
    const news = waiting.filter((batch) => batch.seq > target.seq);
    // The line from the trainer may be ahead of the history: what lies between is in the next one.
    if (leavesHole(phases, news) && again > 0) {
      target.waiting = news;
      return load(target, again - 1);
    }
    for (const batch of news) receiveLate(target, batch);
    publish();
    onSnapshot(answer.value);
  };
  const receiveLate = (target: Following, batch: EpochBatch) => {
    target.seq = batch.seq;
    take(batch);
  };
  const receive = (target: Following, batch: EpochBatch) => {
    if (following !== target) return;
    if (target.waiting) target.waiting.push(batch);
    else if (batch.seq === target.seq + 1) receiveLate(target, batch);
    else if (batch.seq > target.seq) {
      target.waiting = [batch];
      void load(target);
    }
  };

  return {
    columns: phases.training,
    pretraining: phases.pretraining,
    telemetry,
    progress,
    show(runId) {
      if (following?.runId === runId) return;
      following?.end();
      following = null;
      secondsLeft = null;
      history.clear();
      publish();
      if (runId === null) return;
      const target: Following = { runId, seq: -1, waiting: [], end: () => {} };
      following = target;
      target.end = client.follow(runId, (batch) => receive(target, batch));
      void load(target);
    },
    reload() {
      if (following && !following.waiting) void load(following);
    },
  };
}

type Phases = Record<Epoch['phase'], EpochColumns>;

/** What is known of the run so far. Each phase counts its epochs anew. */
function createHistory() {
  const phases: Phases = { training: createEpochColumns(), pretraining: createEpochColumns() };
  const telemetry = createTelemetryLog();
  return {
    phases,
    telemetry,
    append(news: Pick<EpochBatch, 'epochs' | 'telemetry' | 'bestEpoch'>): void {
      for (const phase of ['pretraining', 'training'] as const) {
        const own = news.epochs.filter((epoch) => epoch.phase === phase);
        if (own.length > 0) phases[phase].append(own, phase === 'training' ? news.bestEpoch : 0);
      }
      telemetry.append(news.telemetry);
    },
    clear(): void {
      phases.training.clear();
      phases.pretraining.clear();
      telemetry.clear();
    },
  };
}

const lastEpoch = (columns: EpochColumns) => columns.column('epoch').at(-1) ?? 0;

/** Whether epochs are missing between those shown and the first of the batches. */
function leavesHole(phases: Phases, [first]: readonly EpochBatch[]): boolean {
  const next = first?.epochs[0];
  return next !== undefined && next.epoch > lastEpoch(phases[next.phase]) + 1;
}

function summarize({
  training,
  pretraining,
}: Phases): Pick<Progress, 'epoch' | 'pretrained' | 'secondsPerEpoch'> {
  const present = training.length() > 0 ? training : pretraining;
  const seconds = present.column('seconds').subarray(-20);
  const mean = seconds.length === 0 ? 0 : seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
  return { epoch: lastEpoch(training), pretrained: lastEpoch(pretraining), secondsPerEpoch: mean };
}
