// What was tried beside the runs: the learning-rate range test. As the workbench tells it.
import type { RateTest } from '../../core/run/rate-test';
import type { CommandInput } from '../../workbench/contract/commands';
import type { WorkbenchEvent } from '../../workbench/contract/events';
import { createStore, type Store } from './store';
import type { Workspace } from './workspace';

export interface ExperimentsState {
  /** The last range test; null where none is known. */
  rates: RateTest | null;
}

export interface Experiments {
  store: Store<ExperimentsState>;
  take(event: WorkbenchEvent): void;
  /** Asks for what was tried before this page was loaded. */
  restore(): Promise<void>;
  /** Starts a range test with the present recipe. */
  testRates(): Promise<void>;
  cancelRates(): Promise<void>;
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

export function createExperiments(base: Base): Experiments {
  const { ask, client } = base;
  const store = createStore<ExperimentsState>({ rates: null });
  const change = (part: Partial<ExperimentsState>) => store.set((state) => ({ ...state, ...part }));
  return {
    store,
    take(event) {
      if (event.kind === 'ratesTested') change({ rates: event.test });
    },
    async restore() {
      const rates = await ask('rates.last', {});
      if (rates) change({ rates });
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
  };
}

/** The dataset and the recipe under edit; null where there is none, or where a field has no valid value. */
export function subjectOf({ app, recipe }: Pick<Base, 'app' | 'recipe'>): CommandInput<'rates.test'> | null {
  const { dataset } = app.get();
  const { present, invalid } = recipe.store.get();
  if (!dataset || !present || Object.keys(invalid).length > 0) return null;
  return { datasetId: dataset.datasetId, recipe: present };
}
