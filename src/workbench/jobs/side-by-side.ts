// Work of one kind, item by item, dealt to trainer processes that run side by side.
import { type ErrorReport, HoneError, reportError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Job, Runtime, TrainerEvent } from '../../core/run/job';
import type { Launch } from './child';
import type { Attempt } from './experiment';
import { type Ending, startTrainerProcess } from './trainer-process';

/** Where such work runs. */
export interface Machine {
  launch: Launch;
  logFile: string;
  cores: number;
  probe(): Promise<Runtime>;
}

export interface DealtWork<Item> {
  /** Names the processes. */
  label: string;
  device: Recipe['hardware']['device'];
  items: readonly Item[];
  /** The job for some of the items, on so many threads. */
  jobOf(items: Item[], threads: number): Job;
  onEvent(event: TrainerEvent): void;
  /** Of all items, 0 to 1. */
  onShare(share: number): void;
}

/**
 * Does the work: a process for each core, but only one on a GPU, which they would have to share. Resolves with the
 * fault of the first that failed, which ends the others; `null` if none did, `undefined` if it was cancelled before it
 * began.
 */
export async function workSideBySide<Item>(
  machine: Machine,
  work: DealtWork<Item>,
  { isCancelled, cancelled }: Pick<Attempt<unknown>, 'isCancelled' | 'cancelled'>,
): Promise<ErrorReport | null | undefined> {
  const count = await Promise.race([processCount(machine, work), cancelled]);
  if (count === undefined || isCancelled()) return undefined;
  const threads = Math.max(1, Math.floor(machine.cores / count));
  const hands = deal(work.items, count);
  const shares = hands.map(() => 0);
  const processes = hands.map((items, hand) =>
    startTrainerProcess({
      launch: machine.launch,
      label: work.label,
      logFile: machine.logFile,
      job: work.jobOf(items, threads),
      onEvent(event) {
        work.onEvent(event);
        if (event.kind !== 'progress' || event.phase !== 'measuring') return;
        shares[hand] = (event.share ?? 0) * items.length;
        work.onShare(shares.reduce((sum, share) => sum + share, 0) / work.items.length);
      },
    }),
  );
  const kill = () => {
    for (const process of processes) process.kill();
  };
  void cancelled.then(kill);
  let first: ErrorReport | null = null;
  await Promise.all(
    processes.map(async ({ ended }) => {
      const fault = faultOf(await ended);
      if (!fault) return;
      // A fault of one is that of all, as they train the same recipe; those that are killed for it have none of their own.
      first ??= fault;
      kill();
    }),
  );
  return first;
}

async function processCount(
  { cores, probe }: Machine,
  { device, items }: Pick<DealtWork<unknown>, 'device' | 'items'>,
): Promise<number> {
  const onGpu = device === 'gpu' || (device === 'auto' && (await probe()).device.startsWith('gpu'));
  return onGpu ? 1 : Math.max(1, Math.min(cores, items.length));
}

function deal<Item>(items: readonly Item[], hands: number): Item[][] {
  return Array.from({ length: hands }, (_, hand) => items.filter((_, i) => i % hands === hand));
}

function faultOf(ending: Ending): ErrorReport | null {
  if (ending.kind === 'lost') return reportError(new HoneError('internal', `The training ${ending.reason}.`));
  return ending.event.kind === 'failed' ? (ending.event.error as ErrorReport) : null;
}
