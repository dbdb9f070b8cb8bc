// Learning-rate range tests, one at a time, in a process of their own.
import { reportError, HoneError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { RateTest } from '../core/run/rate-test';
import { judgeRates } from '../core/run/judge-rate-test';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { startTrainerProcess, type TrainerProcess } from './jobs/trainer-process';

export interface RateTestService {
  /** Starts a test and answers with its first state. HoneError `request-invalid` while another is under way. */
  begin(input: { data: string; recipe: Recipe }): Promise<RateTest>;
  /** The last one: under way, over, or null if there was none. */
  current(): RateTest | null;
  /** Resolves with the last one when it is over. */
  ended(): Promise<RateTest | null>;
  /** Ends it; what was measured stays and is judged. */
  cancel(): Promise<void>;
}

export interface RateTestOptions {
  launch: Launch;
  logFile: string;
  emit(event: WorkbenchEvent): void;
}

export function createRateTests({ launch, logFile, emit }: RateTestOptions): RateTestService {
  let current: RateTest | null = null;
  let process: TrainerProcess | null = null;
  let over: Promise<void> = Promise.resolve();
  const show = (change: Partial<RateTest>) => {
    if (!current) return;
    current = { ...current, ...change };
    emit({ kind: 'ratesTested', test: current });
  };
  const close = async (child: TrainerProcess) => {
    const ending = await child.ended;
    process = null;
    const judged = judgeRates(current?.points ?? []);
    if (current?.state === 'cancelled') return show(judged);
    if (ending.kind === 'said' && ending.event.kind === 'done') return show({ state: 'done', ...judged });
    const error =
      ending.kind === 'said' && ending.event.kind === 'failed'
        ? ending.event.error
        : reportError(
            new HoneError(
              'training-failed',
              `The test ${ending.kind === 'lost' ? ending.reason : 'failed'}.`,
            ),
          );
    show({ state: 'failed', error });
  };
  return {
    async begin({ data, recipe }) {
      if (current?.state === 'running') {
        throw new HoneError('request-invalid', 'A rate test is under way already.', {
          fix: 'Wait until it has ended, or cancel it.',
        });
      }
      current = {
        state: 'running',
        points: [],
        smoothed: [],
        suggested: null,
        edge: null,
        explanation: '',
        error: null,
      };
      const child = startTrainerProcess({
        launch,
        label: 'rate test',
        logFile,
        job: { kind: 'rate-test', recipe, data },
        onEvent(event) {
          if (event.kind !== 'rates' || !current) return;
          const points = [...current.points, ...event.points];
          show({ points, smoothed: judgeRates(points).smoothed });
        },
      });
      process = child;
      over = close(child);
      return current;
    },
    current: () => current,
    async ended() {
      await over;
      return current;
    },
    async cancel() {
      if (current?.state === 'running') show({ state: 'cancelled' });
      process?.kill();
      await over;
    },
  };
}
