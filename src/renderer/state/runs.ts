// The runs of the open project: their records, which one is in view, and what was found in them.
import { recipeAt } from '../../core/recipe/live-changes';
import { getPath } from '../../core/recipe/paths';
import type { Finding } from '../../core/run/finding';
import type { Outcome } from '../../core/run/outcome';
import { isOver, type RunRecord } from '../../core/run/record';

export type RunCommand = 'pause' | 'resume' | 'stop' | 'cancel';

/** Values by recipe path. */
export type Orders = Readonly<Record<string, number>>;

export interface RunsState {
  /** Newest first. */
  list: readonly RunRecord[];
  /** The number under which a run is shown; never given twice while the project is open. */
  numbers: Readonly<Record<string, number>>;
  selected: string | null;
  /** A start was asked for and is not answered yet. */
  starting: boolean;
  /** Commands that were sent and whose effect has not shown yet. */
  pending: Readonly<Record<string, RunCommand>>;
  /** Live changes that were ordered and that the run has not taken yet: values by run and path. */
  ordered: Readonly<Record<string, Orders>>;
  findings: Readonly<Record<string, readonly Finding[]>>;
  outcomes: Readonly<Record<string, Outcome | null>>;
}

export const noRuns: RunsState = {
  list: [],
  numbers: {},
  selected: null,
  starting: false,
  pending: {},
  ordered: {},
  findings: {},
  outcomes: {},
};

/** The run in view, or null. */
export function selectedRun(state: RunsState): RunRecord | null {
  return state.list.find((run) => run.id === state.selected) ?? null;
}

/** The run that is under way, or null. */
export function activeRun(state: RunsState): RunRecord | null {
  return state.list.find((run) => !isOver(run.state)) ?? null;
}

/** Whether a run has weights to judge, export and predict with. */
export function hasModel(run: RunRecord): boolean {
  return (run.state === 'finished' || run.state === 'stopped') && run.bestEpoch > 0 && run.metrics !== null;
}

/** Replaces or adds one record, keeping the order newest first. A run that is over stays so: the news is then old. */
export function withRecord(state: RunsState, record: RunRecord): RunsState {
  const known = state.list.find((run) => run.id === record.id);
  if (known && isOver(known.state) && !isOver(record.state)) return state;
  const list = known
    ? state.list.map((run) => (run.id === record.id ? record : run))
    : [record, ...state.list].sort(newestFirst);
  return {
    ...state,
    list,
    numbers: numberRuns(state.numbers, list),
    pending: settle(state.pending, record),
    ordered: settleOrders(state.ordered, record),
  };
}

/** Notes a live change as ordered; null takes the order back, as after a refusal. */
export function withOrder(state: RunsState, runId: string, path: string, value: number | null): RunsState {
  const { [path]: _, ...others } = state.ordered[runId] ?? {};
  const orders = value === null ? others : { ...others, [path]: value };
  return { ...state, ordered: { ...state.ordered, [runId]: orders } };
}

/** What was ordered for a run and is not yet in force. */
export function ordersOf(state: RunsState, runId: string): Orders {
  return state.ordered[runId] ?? noOrders;
}

const noOrders: Orders = {};

/** Takes the record of a run that was over and goes on: what was found in it no longer holds. */
export function withResumed(state: RunsState, record: RunRecord): RunsState {
  const { [record.id]: _findings, ...findings } = state.findings;
  const { [record.id]: _outcome, ...outcomes } = state.outcomes;
  const list = state.list.map((run) => (run.id === record.id ? record : run));
  return { ...state, list, findings, outcomes };
}

/** Takes the list of a project that was just opened. */
export function withList(state: RunsState, list: readonly RunRecord[]): RunsState {
  const sorted = [...list].sort(newestFirst);
  return { ...state, list: sorted, numbers: numberRuns(state.numbers, sorted) };
}

/** Takes a run away; the newest of the rest comes into view if it was the one in view. */
export function withoutRun(state: RunsState, runId: string): RunsState {
  const list = state.list.filter((run) => run.id !== runId);
  const selected = state.selected === runId ? (list[0]?.id ?? null) : state.selected;
  return { ...state, list, selected };
}

function newestFirst(one: RunRecord, other: RunRecord): number {
  return other.createdAt.localeCompare(one.createdAt);
}

function numberRuns(known: RunsState['numbers'], newestToOldest: readonly RunRecord[]): RunsState['numbers'] {
  const numbers: Record<string, number> = { ...known };
  let next = Math.max(0, ...Object.values(known)) + 1;
  for (const run of [...newestToOldest].reverse()) numbers[run.id] ??= next++;
  return numbers;
}

/** A command is done with once the record shows its effect. */
function settle(pending: RunsState['pending'], record: RunRecord): RunsState['pending'] {
  const command = pending[record.id];
  if (command === undefined) return pending;
  const shown = {
    pause: record.state === 'paused',
    resume: record.state === 'training',
    stop: record.state === 'stopping',
    cancel: false,
  }[command];
  if (!shown && !isOver(record.state)) return pending;
  const { [record.id]: _, ...others } = pending;
  return others;
}

/** An order is done with once the run has its value, or is over. */
function settleOrders(ordered: RunsState['ordered'], record: RunRecord): RunsState['ordered'] {
  const { [record.id]: orders, ...others } = ordered;
  if (orders === undefined || isOver(record.state)) return others;
  const present = recipeAt(record.recipe, Number.POSITIVE_INFINITY);
  const open = Object.entries(orders).filter(([path, value]) => getPath(present, path) !== value);
  return open.length === 0 ? others : { ...others, [record.id]: Object.fromEntries(open) };
}
