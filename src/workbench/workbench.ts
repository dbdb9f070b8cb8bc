// The application: projects, runs, jobs. The window, the page and the command line are doors to it.
import path from 'node:path';
import { HoneError } from '../core/errors';
import type { EpochBatch, Runtime } from '../core/run/job';
import type { ReadSettings } from '../core/run/preview';
import type { RunRecord } from '../core/run/record';
import { usableThreads } from '../engine/runtime/processor';
import { appCommands } from './commands/app-commands';
import { cacheCommands } from './commands/cache-commands';
import { datasetCommands } from './commands/dataset-commands';
import { deviceCommands } from './commands/device-commands';
import { effectCommands } from './commands/effect-commands';
import { answerCall, type Handlers } from './commands/handlers';
import { modelCommands } from './commands/model-commands';
import { preflightCommands } from './commands/preflight-commands';
import { foldsCommands } from './commands/folds-commands';
import { rateCommands } from './commands/rate-commands';
import { runCommands } from './commands/run-commands';
import { type CacheService, createCacheService } from './cache-service';
import { type ComparisonService, createComparisons } from './comparison-service';
import type { Answer, CommandOutput, Dataset } from './contract/commands';
import type { WorkbenchEvent } from './contract/events';
import { createDatasets, type Datasets } from './datasets';
import type { Dialogs } from './dialogs';
import { createFurtherFiles } from './further-files';
import { createEffects, type EffectService } from './effect-service';
import { createFolds, type FoldsService } from './folds-service';
import { withCache } from './jobs/cache-launch';
import type { Launch } from './jobs/child';
import { createDataProcess } from './jobs/data-process';
import { createSideJobs, type SideJobs } from './jobs/side-job';
import { createSupervisor, type RunCommand } from './jobs/supervisor';
import { createWorkload } from './jobs/workload';
import { createModelService, type ModelService } from './model-service';
import { createRateTests, type RateTestService } from './rate-test-service';
import { createPreflights, type PreflightService } from './preflight-service';
import { createRunService, type StartRunInput, type WholeRun } from './run-service';
import { homeLayout } from './store/home';
import { cacheFolder, splitsFolder } from './store/projects';
import { createChosenFiles } from './store/chosen-files';
import { createRecentFiles } from './store/recent';
import { createRunStore } from './store/run-store';

export type { Child, Launch } from './jobs/child';

/** What doors work with. Everything but `call`, `onEvent` and `follow` throws HoneErrors. */
export interface Workbench {
  /** A call as a page makes it: checked, and answered whatever happens. */
  call(name: string, input: unknown): Promise<Answer<unknown>>;
  onEvent(listener: (event: WorkbenchEvent) => void): () => void;
  /** Batches under their numbers within the run. */
  follow(runId: string, listener: (batch: EpochBatch) => void): () => void;
  /** What a door that takes batches from the trainer itself adds to their numbers. */
  batchOffset(runId: string): number;
  openFile(file: string, settings?: ReadSettings): Promise<Dataset>;
  /** What goes with the recipe's target and what is wrong with the data of an opened table. */
  understand: Datasets['understand'];
  /** Ends the reading of an opened table and the look at its data; of all with null. */
  cancelData: Datasets['cancel'];
  /** Tells pages how much of an upload has arrived; 1 when it is over. */
  reportUpload(share: number | null): void;
  startRun(input: StartRunInput): Promise<RunRecord>;
  /** Resolves when the run is over. */
  waitForRun(runId: string): Promise<RunRecord>;
  control(runId: string, command: RunCommand): Promise<RunRecord>;
  readRun(idOrFolder: string): Promise<WholeRun>;
  predict: ModelService['predict'];
  exportModel: ModelService['exportModel'];
  /** Looks at the machine, once. */
  probe(): Promise<Runtime>;
  /** Comparing the devices of this machine on a recipe. */
  comparisons: ComparisonService;
  /** Measuring the effect of a change of a recipe. */
  effects: EffectService;
  /** Cross-validating a recipe. */
  folds: FoldsService;
  /** Learning-rate range tests of a recipe. */
  rateTests: RateTestService;
  /** The checks before a training. */
  preflights: PreflightService;
  /** What is kept of tables that were read. */
  cache: CacheService;
  /** Runs under way in this process. */
  activeRuns(): number;
  /** Stops every run, keeping the best so far, and ends all processes. */
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Folder of projects and of what is remembered. */
  home: string;
  launch: Launch;
  door: CommandOutput<'app.info'>['door'];
  version: string;
  /** Folder of the datasets that come with Hone. */
  samples: string;
  dialogs: Dialogs;
}

export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { door, version, samples, dialogs } = options;
  const home = homeLayout(path.resolve(options.home));
  const cacheOf = (file: string) => cacheFolder(home.projects, file);
  const launch = withCache(options.launch, cacheOf);
  const { emit, onEvent } = createEvents();
  const cores = usableThreads();
  const store = createRunStore(home.projects);
  const splitsOf = (file: string) => splitsFolder(home.projects, file);
  const supervisor = createSupervisor({ launch, store, emit, slots: cores, splitsOf });
  const jobs = createSideJobs(launch, home.log);
  const data = createDataProcess(launch, home.log);
  const recent = createRecentFiles(home.recent);
  const datasets = createDatasets({ data, recent, cacheOf, emit });
  const chosen = createChosenFiles(home.chosen);
  const further = createFurtherFiles({ datasets, dialogs, chosen, pasted: home.pasted });
  const cache = createCacheService(home.projects, () => supervisor.active() > 0);
  const workload = createWorkload();
  const runs = createRunService({ projects: home.projects, store, supervisor, workload, emit });
  const models = createModelService(store, jobs, emit);
  const machine = createProbe(jobs, emit);
  const experiment = { launch, logFile: home.log, workload, emit };
  const effects = createEffects({ ...experiment, cores, probe: machine.probe });
  const folds = createFolds({ ...experiment, cores, probe: machine.probe, splitsOf });
  const comparisons = createComparisons({ ...experiment, probe: machine.probe });
  const rateTests = createRateTests(experiment);
  const preflights = createPreflights(experiment);
  const handlers: Handlers = {
    ...appCommands({ version, door, datasets, runtime: machine.known }),
    ...datasetCommands({ datasets, recent, dialogs, further, samples }),
    ...cacheCommands(cache),
    ...runCommands(runs, datasets),
    ...modelCommands({ models, runs, dialogs }),
    ...deviceCommands(comparisons, datasets),
    ...effectCommands(effects, datasets),
    ...foldsCommands(folds, datasets),
    ...rateCommands(rateTests, datasets),
    ...preflightCommands(preflights, datasets),
  };
  return {
    call: (name, input) => answerCall(handlers, name, input, chosen.require),
    onEvent,
    follow: supervisor.follow,
    batchOffset: (runId) => supervisor.history(runId)?.offset() ?? 0,
    async openFile(file, settings = {}) {
      await chosen.add([...(settings.append ?? []), ...(settings.join ?? []).map((joined) => joined.file)]);
      return datasets.open(file, { settings });
    },
    understand: datasets.understand,
    cancelData: datasets.cancel,
    reportUpload: (share) => emit({ kind: 'workProgressed', phase: 'uploading', share }),
    startRun: runs.start,
    waitForRun: runs.waitFor,
    control: runs.control,
    readRun: runs.read,
    predict: models.predict,
    exportModel: models.exportModel,
    probe: machine.probe,
    comparisons,
    effects,
    folds,
    rateTests,
    preflights,
    cache,
    activeRuns: supervisor.active,
    async close() {
      data.close();
      await Promise.all([
        supervisor.close(),
        jobs.close(),
        ...[comparisons, effects, folds, rateTests, preflights].map((service) => service.cancel()),
      ]);
    },
  };
}

/** What happens, told to everyone who listens at that moment. */
function createEvents() {
  const listeners = new Set<(event: WorkbenchEvent) => void>();
  return {
    emit(event: WorkbenchEvent) {
      for (const listener of [...listeners]) listener(event);
    },
    onEvent(listener: (event: WorkbenchEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Asks a trainer process once what this machine trains on; a failure may be asked again. */
function createProbe(jobs: SideJobs, emit: (event: WorkbenchEvent) => void) {
  let known: Runtime | null = null;
  let asking: Promise<Runtime> | null = null;
  const ask = async () => {
    let runtime: Runtime | null = null;
    await jobs.run({ kind: 'probe' }, (event) => {
      if (event.kind === 'probed') runtime = event.runtime;
    });
    if (!runtime) throw new HoneError('runtime-unavailable', 'The machine did not tell what it trains on.');
    known = runtime;
    emit({ kind: 'runtimeProbed', runtime });
    return runtime as Runtime;
  };
  return {
    known: () => known,
    probe() {
      asking ??= ask().catch((error: unknown) => {
        asking = null;
        throw error;
      });
      return asking;
    },
  };
}
