// Work that a person asks for, watches and may cancel: one at a time, in a state that is told while it goes.
import { HoneError, reportError } from '../../core/errors';
import type { RunRecord } from '../../core/run/record';
import { createThrottle } from './throttle';
import type { Work, Workload } from './workload';

export interface ExperimentState {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  error: RunRecord['error'];
}

/** What a task sees of its own experiment, and of no other. */
export interface Attempt<State> {
  state(): State;
  /** Changes the state, which is told soon. */
  show(change: Partial<State>): void;
  isCancelled(): boolean;
  /** Resolves when the person cancels. */
  cancelled: Promise<void>;
}

/** Does the work and answers with the last change of the state. What it throws is its failure. */
export type Task<State> = (attempt: Attempt<State>) => Promise<Partial<State>>;

export interface Experiment<State> {
  /** Starts one and answers with its first state. HoneError `request-invalid` while another has not ended. */
  begin(first: State, task: Task<State>): State;
  /** The last one: under way, over, or null if there was none. */
  current(): State | null;
  /** Resolves with the last one when it is over. */
  ended(): Promise<State | null>;
  /** Cancels it and waits until its task has ended, after which the next may begin. */
  cancel(): Promise<void>;
}

export interface ExperimentOptions<State> extends Work {
  workload: Workload;
  /** Called at most five times a second, and at once with the last state. */
  tell(state: State): void;
}

const PAUSE_BETWEEN_NEWS_MS = 200;

export function createExperiment<State extends ExperimentState>(
  options: ExperimentOptions<State>,
): Experiment<State> {
  const { what, alone, workload, tell } = options;
  let current: State | null = null;
  let over: Promise<State | null> = Promise.resolve(null);
  let running = false;
  let cancel: () => void = () => {};

  const start = (first: State) => {
    let isCancelled = false;
    const cancelled = new Promise<void>((resolve) => {
      cancel = () => {
        isCancelled = true;
        resolve();
      };
    });
    let own = first;
    let isOver = false;
    const news = createThrottle(PAUSE_BETWEEN_NEWS_MS, () => tell(own));
    const take = (change: Partial<State>) => {
      own = { ...own, ...change };
      current = own;
    };
    const attempt: Attempt<State> = {
      state: () => own,
      show(change) {
        if (isOver) return;
        take(change);
        news.request();
      },
      isCancelled: () => isCancelled,
      cancelled,
    };
    const end = (last: State): State => {
      // What goes wrong in work that is ended from outside is no failure.
      take(isCancelled ? { ...last, state: 'cancelled', error: null } : last);
      isOver = true;
      news.cancel();
      tell(own);
      return own;
    };
    take(first);
    return { attempt, end };
  };

  const run = async ({ attempt, end }: ReturnType<typeof start>, task: Task<State>) => {
    try {
      const last = await task(attempt);
      return end({ ...attempt.state(), ...last });
    } catch (error) {
      return end({ ...attempt.state(), state: 'failed', error: reportError(error) });
    }
  };

  return {
    begin(first, task) {
      if (running) throw busy(what);
      const leave = workload.enter({ what, alone });
      running = true;
      over = run(start(first), task).finally(() => {
        running = false;
        leave();
      });
      return first;
    },
    current: () => current,
    ended: () => over,
    async cancel() {
      if (running) cancel();
      await over;
    },
  };
}

function busy(what: string): HoneError {
  return new HoneError('request-invalid', `${what} is under way already.`, {
    fix: 'Wait until it has ended, or cancel it.',
  });
}
