// What is tried beside the runs: checks before a training, range tests of the rate, effects of changes.
import type { RunRecord } from '../../core/run/record';
import type { Recipe } from '../../core/recipe/recipe';
import type { Effect } from '../../core/run/effect';
import type { Folds } from '../../core/run/folds';
import type { Preflight } from '../../core/run/preflight';
import type { RateTest } from '../../core/run/rate-test';
import type { CommandInput } from '../../workbench/contract/commands';
import type { WorkbenchEvent } from '../../workbench/contract/events';
import { createStore, type Store } from './store';
import type { Workspace } from './workspace';

type Failure = NonNullable<RunRecord['error']>;

/** Checks that a person asked for. */
export interface Checking {
  state: 'none' | 'running' | 'done' | 'failed';
  /** The recipe that is checked. */
  recipe: Recipe | null;
  preflight: Preflight | null;
  error: Failure | null;
}

export interface ExperimentsState {
  /** The last range test; null where none is known. */
  rates: RateTest | null;
  /** The last measurement of an effect; null where none is known. */
  effect: Effect | null;
  /** Why the last measurement could not begin. */
  effectError: Failure | null;
  /** The last cross-validation; null where none is known. */
  folds: Folds | null;
  /** Why the last one could not begin. */
  foldsError: Failure | null;
  checking: Checking;
  /** Of each run whose training began with checks. */
  checked: Readonly<Record<string, Preflight>>;
}

/** What is to be measured: changes of a recipe, by path. */
export type EffectInput = Omit<CommandInput<'effect.measure'>, 'datasetId'>;

export interface Experiments {
  store: Store<ExperimentsState>;
  take(event: WorkbenchEvent): void;
  /** Takes what a run's history says about its checks. */
  takeChecks(runId: string, preflight: Preflight | null): void;
  /** Asks for what was tried before this page was loaded. */
  restore(): Promise<void>;
  /** Starts a range test with the present recipe. */
  testRates(): Promise<void>;
  cancelRates(): Promise<void>;
  /** Runs the checks with the present recipe. */
  check(): Promise<void>;
  cancelCheck(): Promise<void>;
  measureEffect(input: EffectInput): Promise<void>;
  cancelEffect(): Promise<void>;
  /** Starts a cross-validation of the present recipe. */
  measureFolds(folds: number, repeats: number): Promise<void>;
  cancelFolds(): Promise<void>;
}

type Base = Pick<Workspace, 'app' | 'ask' | 'client' | 'recipe'>;

const noRates: RateTest = {
  state: 'failed',
  points: [],
  smoothed: [],
  suggested: null,
  edge: null,
  explanation: '',
  error: null,
};
const noChecks: Checking = { state: 'none', recipe: null, preflight: null, error: null };
const nothing: ExperimentsState = {
  rates: null,
  effect: null,
  effectError: null,
  folds: null,
  foldsError: null,
  checking: noChecks,
  checked: {},
};

export function createExperiments(base: Base): Experiments {
  const { ask, client, app } = base;
  const store = createStore<ExperimentsState>(nothing);
  const change = (part: Partial<ExperimentsState>) => store.set((state) => ({ ...state, ...part }));
  const takeChecks = (runId: string, preflight: Preflight | null) => {
    if (preflight) store.set((state) => ({ ...state, checked: { ...state.checked, [runId]: preflight } }));
  };
  return {
    store,
    takeChecks,
    take(event) {
      if (event.kind === 'ratesTested') change({ rates: event.test });
      if (event.kind === 'effectMeasured') change({ effect: event.effect });
      if (event.kind === 'foldsMeasured') change({ folds: event.folds });
      if (event.kind === 'runChecked') takeChecks(event.runId, event.preflight);
    },
    async restore() {
      const [rates, effect, folds] = await Promise.all([
        ask('rates.last', {}),
        ask('effect.last', {}),
        ask('folds.last', {}),
      ]);
      change({ rates, effect, folds });
    },
    async testRates() {
      const input = subjectOf(base);
      if (!input) return;
      const answer = await client.call('rates.test', input);
      // A dialog lies over the notices, so a refusal is told where the result would stand.
      if (!answer.ok) change({ rates: { ...noRates, error: answer.error } });
      // The first report may be here before the answer, and then knows more.
      else if (store.get().rates?.state !== 'running') change({ rates: answer.value });
    },
    async cancelRates() {
      await ask('rates.cancel', {});
    },
    check: () => check(base, store),
    async cancelCheck() {
      if (store.get().checking.state === 'running') await ask('preflight.cancel', {});
    },
    async measureEffect(input) {
      const { dataset } = app.get();
      if (!dataset) return;
      change({ effectError: null });
      const answer = await client.call('effect.measure', { datasetId: dataset.datasetId, ...input });
      if (!answer.ok) change({ effectError: answer.error });
      else if (store.get().effect?.state !== 'running') change({ effect: answer.value });
    },
    async cancelEffect() {
      await ask('effect.cancel', {});
    },
    async measureFolds(folds, repeats) {
      const input = subjectOf(base);
      if (!input) return;
      change({ foldsError: null });
      const answer = await client.call('folds.measure', { ...input, folds, repeats });
      if (!answer.ok) change({ foldsError: answer.error });
      else if (store.get().folds?.state !== 'running') change({ folds: answer.value });
    },
    async cancelFolds() {
      await ask('folds.cancel', {});
    },
  };
}

async function check(base: Base, store: Store<ExperimentsState>): Promise<void> {
  const input = subjectOf(base);
  if (!input || store.get().checking.state === 'running') return;
  const { recipe } = input;
  const show = (checking: Checking) => store.set((state) => ({ ...state, checking }));
  show({ ...noChecks, state: 'running', recipe });
  const answer = await base.client.call('preflight.run', input);
  if (answer.ok) show({ state: 'done', recipe, preflight: answer.value, error: null });
  else if (answer.error.code === 'cancelled') show(noChecks);
  else show({ ...noChecks, state: 'failed', error: answer.error });
}

/** The dataset and the recipe under edit; null where there is none, or where a field has no valid value. */
function subjectOf({ app, recipe }: Pick<Base, 'app' | 'recipe'>): CommandInput<'rates.test'> | null {
  const { dataset } = app.get();
  const { present, invalid } = recipe.store.get();
  if (!dataset || !present || Object.keys(invalid).length > 0) return null;
  return { datasetId: dataset.datasetId, recipe: present };
}
