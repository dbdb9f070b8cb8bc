// Everything that the window knows and can do, in one value that components get from the context.
import { createContext, useContext } from 'react';
import type { RunRecord } from '../../core/run/record';
import type { WorkbenchEvent } from '../../workbench/contract/events';
import { text } from '../i18n/text';
import { type AppState, initialAppState, type Step } from './app-state';
import { type Ask, createAsk } from './ask';
import type { DoorClient } from './client';
import { createDatasetActions, type DatasetActions } from './dataset-actions';
import { createExperiments, type Experiments } from './experiments';
import { createFormState, type FormStateStore } from './form-state';
import { createLiveRun, type LiveRun } from './live-run';
import { createNotices, type Notices } from './notices';
import { createReading, type Reading } from './reading';
import { createRecipeHistory, type RecipeHistory } from './recipe-history';
import { createRunActions, type RunActions } from './run-actions';
import { noRuns, type RunsState, withoutRun, withRecord } from './runs';
import { createStore, type Store } from './store';
import { createThemeStore, type ThemeStore } from './theme';
import { createUnderstandingStore, type UnderstandingStore } from './understanding';

export interface Workspace {
  client: DoorClient;
  ask: Ask;
  app: Store<AppState>;
  recipe: RecipeHistory;
  form: FormStateStore;
  experiments: Experiments;
  reading: Reading;
  understanding: UnderstandingStore;
  runs: Store<RunsState>;
  live: LiveRun;
  notices: Notices;
  theme: ThemeStore;
  datasets: DatasetActions;
  training: RunActions;
  goTo(step: Step): void;
}

/** Makes the workspace and connects it; the returned promise of `start` settles once the first answers are in. */
export function createWorkspace(client: DoorClient): Workspace & { start(): Promise<void> } {
  const notices = createNotices();
  const ask = createAsk(client, notices);
  const app = createStore<AppState>(initialAppState);
  const runs = createStore<RunsState>(noRuns);
  const recipe = createRecipeHistory();
  const experiments = createExperiments({ client, ask, app, recipe });
  const live = createLiveRun({
    client,
    onError: notices.error,
    onSnapshot: ({ record, findings, outcome, preflight }) => {
      experiments.takeChecks(record.id, preflight);
      runs.set((state) => withRecord(withDiagnosis(state, record.id, findings, outcome), record));
    },
  });
  const reading = createReading({ client, ask, app, recipe, notices });
  const understanding = createUnderstandingStore({ client, ask, app, recipe });
  const base = { client, ask, app, recipe, runs, live, notices, reading, understanding };
  const datasets = createDatasetActions(base);
  const training = createRunActions(base);
  const workspace: Workspace = {
    ...base,
    theme: createThemeStore(),
    form: createFormState(),
    experiments,
    datasets,
    training,
    goTo: (step) => app.set((state) => ({ ...state, step: state.dataset ? step : 'data' })),
  };
  return { ...workspace, start: () => start(workspace) };
}

async function start(workspace: Workspace): Promise<void> {
  const { client, ask, app, live, notices, datasets } = workspace;
  client.onEvent((event) => takeEvent(workspace, event));
  client.onConnection?.((connected) => {
    const before = app.get().connected;
    app.set((state) => ({ ...state, connected }));
    if (!connected || before) return;
    notices.note(text.connection.back);
    live.reload();
    void datasets.refreshRuns();
  });
  const [info, samples, recent] = await Promise.all([
    ask('app.info', {}),
    ask('sample.list', {}),
    ask('dataset.recent', {}),
  ]);
  app.set((state) => ({
    ...state,
    info,
    runtime: state.runtime ?? info?.runtime ?? null,
    openingName: info?.opening ?? null,
    samples: samples ?? [],
    recent: recent ?? [],
  }));
  if (info?.opened && !app.get().dataset) await datasets.show(info.opened, {});
  await workspace.experiments.restore();
}

function takeEvent(workspace: Workspace, event: WorkbenchEvent): void {
  const { app, runs, live, datasets } = workspace;
  switch (event.kind) {
    case 'runtimeProbed':
      return app.set((state) => ({ ...state, runtime: event.runtime }));
    case 'runChanged':
      return runs.set((state) =>
        belongs(workspace, event.record) ? withRecord(state, event.record) : state,
      );
    case 'runRemoved':
      runs.set((state) => withoutRun(state, event.runId));
      return live.show(runs.get().selected);
    case 'runDiagnosed':
      return runs.set((state) => withDiagnosis(state, event.runId, event.findings, event.outcome));
    case 'workProgressed':
      return app.set((state) => ({
        ...state,
        work:
          event.share !== null && event.share >= 1
            ? null
            : { phase: event.phase, share: event.share, bytes: event.bytes ?? null },
      }));
    case 'datasetPreviewed':
      // What comes after the whole file was read is old.
      return app.set((state) =>
        state.opening || state.openingName !== null
          ? { ...state, beginning: { datasetId: event.datasetId, preview: event.preview } }
          : state,
      );
    case 'devicesCompared':
      return app.set((state) => ({ ...state, comparison: event.comparison }));
    case 'runChecked':
    case 'effectMeasured':
    case 'foldsMeasured':
    case 'ratesTested':
      return workspace.experiments.take(event);
    case 'datasetOpened':
      return void datasets.show(event.dataset, {});
    case 'openingChanged':
      return app.set((state) => ({
        ...state,
        openingName: event.name,
        ...(event.name === null && !state.opening && { beginning: null, work: null }),
      }));
    case 'openingAsked':
      void datasets.choose();
  }
}

/** Runs of other projects change too; only those of the open file are shown. */
function belongs({ app, runs }: Workspace, record: RunRecord): boolean {
  const { dataset } = app.get();
  if (!dataset) return false;
  const known = runs.get().list.some((run) => run.id === record.id);
  return known || record.source.fingerprint === dataset.profile.fingerprint;
}

function withDiagnosis(
  state: RunsState,
  runId: string,
  findings: RunsState['findings'][string],
  outcome: RunsState['outcomes'][string],
): RunsState {
  return {
    ...state,
    findings: { ...state.findings, [runId]: findings },
    outcomes: { ...state.outcomes, [runId]: outcome },
  };
}

const context = createContext<Workspace | null>(null);
export const WorkspaceProvider = context.Provider;

/** The workspace of the window. */
export function useWorkspace(): Workspace {
  const workspace = useContext(context);
  if (!workspace) throw new Error('useWorkspace outside of WorkspaceProvider');
  return workspace;
}
