// The state that a run is shown in: what its trainer reports, seen through what the person wishes.
import type { TrainerEvent } from '../../core/run/job';
import { isOver, type RunRecord, type RunState } from '../../core/run/record';

/** What the person wants of a run. `stop` and `cancel` are never taken back. */
export interface Wish {
  paused: boolean;
  ending: 'stop' | 'cancel' | null;
}

/** Acknowledges a wish at once: the trainer may take a while to follow it. */
export function shownState(reported: RunState, { paused, ending }: Wish): RunState {
  if (ending) return 'stopping';
  if (paused) return 'paused';
  // A trainer that is done still writes files; the run is over when they are all there.
  return reported === 'queued' || reported === 'preparing' ? reported : 'training';
}

/** The closing state of a run whose trainer said that it is done. */
export function closingState(reported: RunState, { ending }: Wish): RunState {
  if (ending === 'cancel') return 'cancelled';
  if (isOver(reported)) return reported;
  return ending === 'stop' ? 'stopped' : 'finished';
}

/** Fields that are fixed when a run begins, and the state, which is not the trainer's alone. The recipe notes live changes. */
const FIXED: readonly string[] = ['version', 'id', 'createdAt', 'source', 'state'];

export type RecordChange = Extract<TrainerEvent, { kind: 'record' }>['change'];

/** The facts of a change that the trainer reports; only those that it really knows. */
export function reportedFacts(change: RecordChange): Partial<RunRecord> {
  const known = Object.entries(change).filter(
    ([field, value]) => value !== undefined && !FIXED.includes(field),
  );
  return Object.fromEntries(known);
}

/** Facts that move with every epoch, and so are neither sent nor written each time. */
const MOVING: readonly string[] = ['epochs', 'bestEpoch', 'seconds'];

export function movesEveryEpoch(facts: Partial<RunRecord>): boolean {
  return Object.keys(facts).every((field) => MOVING.includes(field));
}
