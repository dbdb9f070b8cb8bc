// Learning-rate range tests, one at a time, in a process of their own.
import { HoneError, reviveError, type ErrorReport } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { RateTest } from '../core/run/rate-test';
import { judgeRates } from '../core/run/judge-rate-test';
import type { WorkbenchEvent } from './contract/events';
import type { Launch } from './jobs/child';
import { type Attempt, createExperiment, type Experiment } from './jobs/experiment';
import { startTrainerProcess } from './jobs/trainer-process';
import type { Workload } from './jobs/workload';

export interface RateTestService extends Pick<Experiment<RateTest>, 'current' | 'ended'> {
  /** Starts a test and answers with its first state. HoneError `request-invalid` while another is under way. */
  begin(input: RateTestInput): Promise<RateTest>;
  /** Ends it; what was measured stays and is judged. */
  cancel(): Promise<void>;
}

export interface RateTestInput {
  data: string;
  recipe: Recipe;
}

export interface RateTestOptions {
  launch: Launch;
  logFile: string;
  workload: Workload;
  emit(event: WorkbenchEvent): void;
}

export function createRateTests(options: RateTestOptions): RateTestService {
  const experiment = createExperiment<RateTest>({
    what: 'A rate test',
    alone: false,
    workload: options.workload,
    tell: (test) => options.emit({ kind: 'ratesTested', test }),
  });
  return {
    ...experiment,
    begin: async (input) => experiment.begin(emptyTest(), (attempt) => testRates(options, input, attempt)),
  };
}

async function testRates(
  { launch, logFile }: RateTestOptions,
  { data, recipe }: RateTestInput,
  { state, show, isCancelled, cancelled }: Attempt<RateTest>,
): Promise<Partial<RateTest>> {
  const process = startTrainerProcess({
    launch,
    label: 'rate test',
    logFile,
    job: { kind: 'rate-test', recipe, data },
    onEvent(event) {
      if (event.kind !== 'rates') return;
      const points = [...state().points, ...event.points];
      show({ points, smoothed: judgeRates(points).smoothed });
    },
  });
  void cancelled.then(process.kill);
  const ending = await process.ended;
  const said = ending.kind === 'said' ? ending.event : null;
  if (said?.kind === 'done' || isCancelled()) return { state: 'done', ...judgeRates(state().points) };
  if (said?.kind === 'failed') throw reviveError(said.error as ErrorReport);
  const reason = ending.kind === 'lost' ? ending.reason : '';
  throw new HoneError('training-failed', `The test ${reason}.`);
}

function emptyTest(): RateTest {
  return {
    state: 'running',
    points: [],
    smoothed: [],
    suggested: null,
    edge: null,
    explanation: '',
    error: null,
  };
}
