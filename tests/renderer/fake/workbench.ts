// A workbench that lives in the page: answers every call from memory and plays runs. Bundled and put into `window.hone`.
import '../../../src/renderer/state/no-eval';
import cars from '../../../resources/samples/cars.csv?raw';
import penguins from '../../../resources/samples/penguins.csv?raw';
import samples from '../../../resources/samples/samples.json';
import weather from '../../../resources/samples/seattle-weather.csv?raw';
import { withChange } from '../../../src/core/recipe/live-changes';
import { defaultRecipe, type Recipe } from '../../../src/core/recipe/recipe';
import type { Epoch } from '../../../src/core/run/epoch';
import type { Finding } from '../../../src/core/run/finding';
import type { EpochBatch } from '../../../src/core/run/job';
import type { Outcome } from '../../../src/core/run/outcome';
import type { Preflight } from '../../../src/core/run/preflight';
import type { RunRecord } from '../../../src/core/run/record';
import type { WorkbenchClient } from '../../../src/workbench/contract/client';
import type {
  Answer,
  CommandInput,
  CommandName,
  CommandOutput,
  Dataset,
  Sample,
} from '../../../src/workbench/contract/commands';
import type { WorkbenchEvent } from '../../../src/workbench/contract/events';
import { batchOf, bestOf, endOf, epochOf, factsOf, nextEpochs, outcomeOf, recordOf } from './fake-run';
import { createFakeComparisons } from './comparisons';
import { profileOf } from './profile-of';
import { checksOf } from './checks';
import { createFakeFolds } from './cross-validations';
import { createFakeEffects } from './effects';
import { createFakeRateTests } from './rate-tests';
import { fittedSteps, preparationOf } from './preparations';
import { previewOf, readingOf, rereadOf } from './readings';
import { lookAfter } from './telemetry';
import { seriesOf } from './series';
import { understandingOf } from './understandings';
import { type FakeTrace, overfit, rightEpoch, type Scene, usualScene } from './scene';

declare global {
  interface Window {
    hone?: WorkbenchClient;
    scene?: Partial<Scene>;
    fake?: FakeTrace & { emit(event: WorkbenchEvent): void; failRun(message: string, fix: string): void };
  }
}

interface FakeRun {
  record: RunRecord;
  /** Live changes that wait for the next epoch. */
  ordered: { path: string; value: number }[];
  epochs: Epoch[];
  seq: number;
  findings: Finding[];
  outcome: Outcome | null;
  preflight: Preflight | null;
  timer: ReturnType<typeof setInterval> | undefined;
}

const scene: Scene = { ...usualScene, ...window.scene };
const files: Record<string, string> = { penguins, cars, 'seattle-weather': weather };
const trace: FakeTrace = { calls: [] };
const eventListeners = new Set<(event: WorkbenchEvent) => void>();
const batchListeners = new Map<string, Set<(batch: EpochBatch) => void>>();
const runs = new Map<string, FakeRun>();
let dataset: Dataset | null = null;
/** As it was before anything was corrected. */
let found: Dataset | null = null;

const emit = (event: WorkbenchEvent) => {
  for (const listener of [...eventListeners]) listener(event);
};

function open(id: string): Dataset {
  const sample = samples.find((one) => one.id === id);
  const text = widen(files[id] ?? '');
  const profile = profileOf(`${id}.csv`, text, sample?.target ?? '');
  const reading = readingOf(profile.dialect, false);
  dataset = { datasetId: `dataset-${id}`, profile: { ...profile, reading, warnings: scene.warnings } };
  found = dataset;
  runs.clear();
  const recipe = defaultRecipe(profile.suggestedTarget);
  for (let i = 1; i <= scene.runs; i++) playThrough(`run-${i}`, recipe, i);
  return dataset;
}

function widen(csv: string): string {
  const extra = (line: number) =>
    Array.from({ length: scene.extraColumns }, (_, i) =>
      line === 0 ? `extra_${i}` : String((line * (i + 3)) % 17),
    );
  return csv
    .trim()
    .split(/\r?\n/)
    .map((line, i) => [line, ...extra(i)].join(','))
    .join('\n');
}

/** A run of the past, complete. */
function playThrough(id: string, recipe: Recipe, number: number): void {
  if (!dataset) return;
  const createdAt = new Date(Date.now() - (scene.runs - number + 1) * 400_000).toISOString();
  const record = { ...recordOf(id, dataset.profile, recipe, createdAt), ...factsOf(dataset.profile, recipe) };
  const epochs = Array.from({ length: 58 }, (_, i) => epochOf(i + 1, 100, 0.042));
  const ended = endOf(record, epochs, number % 3 === 2 ? 'stopped' : 'finished');
  const findings = [overfit, rightEpoch];
  runs.set(id, {
    record: ended,
    epochs,
    seq: 9,
    findings,
    outcome: outcomeOf(ended),
    preflight: checksOf(recipe),
    ordered: [],
    timer: undefined,
  });
}

function change(run: FakeRun, part: Partial<RunRecord>): RunRecord {
  run.record = { ...run.record, ...part };
  emit({ kind: 'runChanged', record: run.record });
  return run.record;
}

function startRun(recipe: Recipe): RunRecord {
  if (!dataset) throw new Error('no dataset');
  const id = `run-${runs.size + 1}`;
  const record = recordOf(id, dataset.profile, recipe, new Date().toISOString());
  const run: FakeRun = {
    record,
    epochs: [],
    seq: -1,
    findings: [],
    outcome: null,
    preflight: null,
    ordered: [],
    timer: undefined,
  };
  runs.set(id, run);
  setTimeout(() => change(run, { state: 'preparing' }), 10);
  setTimeout(() => {
    if (!dataset) return;
    const preflight = recipe.training.preflight ? checksOf(recipe) : null;
    run.preflight = preflight;
    if (preflight) emit({ kind: 'runChecked', runId: id, preflight });
    change(run, factsOf(dataset.profile, recipe));
    play(run);
  }, 80);
  return record;
}

/** As a trainer does before its next epoch. */
function takeChanges(run: FakeRun): void {
  const epoch = run.epochs.filter(({ phase }) => phase === 'training').length;
  for (const { path, value } of run.ordered.splice(0))
    change(run, { recipe: withChange(run.record.recipe, { epoch, path, value }) });
}

/** Sends batches of whole epochs, at most twenty a second. */
function play(run: FakeRun): void {
  const batchMs = Math.max(50, scene.epochMs);
  const perBatch = Math.max(1, Math.round(batchMs / scene.epochMs));
  run.timer = setInterval(() => {
    takeChanges(run);
    const { recipe } = run.record;
    const { pretraining, epochs } = recipe.training;
    const planned = epochs + (pretraining.enabled ? pretraining.epochs : 0);
    const fresh = nextEpochs(recipe, run.epochs.length, perBatch, scene.epochMs / 1000);
    run.epochs.push(...fresh);
    run.seq += 1;
    const batch = batchOf(
      run.record.id,
      run.seq,
      fresh,
      ((planned - run.epochs.length) * scene.epochMs) / 1000,
      recipe.training.telemetry > 0,
      bestOf(run.epochs),
    );
    for (const listener of [...(batchListeners.get(run.record.id) ?? [])]) listener(batch);
    if (run.epochs.length >= planned) finish(run, 'finished');
  }, batchMs);
}

function finish(run: FakeRun, state: RunRecord['state']): void {
  clearInterval(run.timer);
  run.record = endOf(run.record, run.epochs, state);
  emit({ kind: 'runChanged', record: run.record });
  if (state === 'cancelled') return;
  run.findings = [overfit, rightEpoch];
  run.outcome = outcomeOf(run.record);
  emit({ kind: 'runDiagnosed', runId: run.record.id, findings: run.findings, outcome: run.outcome });
}

const comparisons = createFakeComparisons(scene.compareMs, emit);

const rateTests = createFakeRateTests(scene.rateMs, emit);
const effects = createFakeEffects(scene.rateMs, emit);
const folds = createFakeFolds(scene.rateMs, emit);

type Handlers = { [Name in CommandName]: (input: CommandInput<Name>) => CommandOutput<Name> };

function opened(): Dataset {
  if (!found) throw new Error('no dataset');
  return found;
}

/** As if a file of 100 rows were appended. */
function moreRows(): Dataset {
  dataset = { ...opened(), profile: { ...opened().profile, rows: opened().profile.rows + 100 } };
  return dataset;
}

function runOf(id: string): FakeRun {
  const run = runs.get(id);
  if (!run) throw new Error(`no run ${id}`);
  return run;
}

const handlers: Handlers = {
  'app.info': () => ({
    version: '0.1.0',
    door: scene.door,
    runtime: scene.runtime,
    opened: scene.opened === '' ? null : open(scene.opened),
    opening: null,
  }),
  'sample.list': () =>
    samples.map(({ id, title, description, task, target, rows, columns }) => {
      return { id, title, description, task, target, rows, columns } as Sample;
    }),
  'sample.open': ({ id }) => open(id),
  'dataset.choose': () => open('cars'),
  'dataset.choose-folder': () => ({
    settings: { append: ['/home/ada/tables/march.csv'] },
    dataset: open('cars'),
  }),
  'dataset.refused': () =>
    found && { datasetId: found.datasetId, settings: {}, preview: previewOf(found.profile, {}) },
  'dataset.recent': () => [
    {
      path: '/home/ada/tables/diamonds.train.csv',
      name: 'diamonds.train.csv',
      openedAt: new Date(Date.now() - 9e6).toISOString(),
    },
    {
      path: '/home/ada/projects/churn/customers-2026-10.csv',
      name: 'customers-2026-10.csv',
      openedAt: new Date(Date.now() - 3e8).toISOString(),
    },
  ],
  'dataset.reopen': () => open('cars'),
  'dataset.preview': ({ settings }) => previewOf(opened().profile, settings),
  'dataset.reread': ({ settings }) => {
    dataset = { ...opened(), profile: rereadOf(opened().profile, settings) };
    return dataset;
  },
  'dataset.understand': ({ recipe }) => understandingOf((dataset ?? opened()).profile, recipe),
  'dataset.append': ({ settings }) => ({
    settings: { ...settings, append: [...(settings.append ?? []), '/home/ada/tables/more-penguins.csv'] },
    dataset: moreRows(),
  }),
  'dataset.join': () => ({
    file: '/home/ada/tables/islands.csv',
    columns: ['name', 'area_km2'],
    key: 'island',
    otherKey: 'name',
  }),
  'dataset.paste': () => open('cars'),
  'prepare.preview': ({ column }) => preparationOf((dataset ?? opened()).profile, column),
  'series.describe': ({ recipe }) => seriesOf(recipe.data.time),
  'dataset.cancel': () => ({}),
  'cache.info': () => ({ bytes: 42_000_000, projects: [] }),
  'cache.clear': () => ({ bytes: 42_000_000 }),
  'run.start': ({ recipe }) => startRun(recipe),
  'run.pause': ({ runId }) => {
    clearInterval(runOf(runId).timer);
    return change(runOf(runId), { state: 'paused' });
  },
  'run.resume': ({ runId }) => {
    play(runOf(runId));
    return change(runOf(runId), { state: 'training' });
  },
  'run.stop': ({ runId }) => {
    const run = runOf(runId);
    clearInterval(run.timer);
    setTimeout(() => finish(run, 'stopped'), 300);
    return change(run, { state: 'stopping' });
  },
  'run.cancel': ({ runId }) => {
    finish(runOf(runId), 'cancelled');
    return runOf(runId).record;
  },
  'run.change': ({ runId, path, value }) => {
    const run = runOf(runId);
    run.ordered.push({ path, value });
    return run.record;
  },
  'run.remove': ({ runId }) => {
    runs.delete(runId);
    emit({ kind: 'runRemoved', runId });
    return {};
  },
  'run.list': () => [...runs.values()].map((run) => run.record).reverse(),
  'run.get': ({ runId }) => {
    const { record, epochs, seq, findings, outcome } = runOf(runId);
    const telemetry = record.recipe.training.telemetry === 0 ? [] : epochs.map(lookAfter);
    return {
      record,
      epochs: [...epochs],
      telemetry,
      preflight: runOf(runId).preflight,
      seq,
      findings,
      outcome,
    };
  },
  'run.preparation': ({ runId }) => fittedSteps(runOf(runId).record),
  'effect.measure': (input) => effects.begin(input),
  'effect.cancel': () => {
    effects.cancel();
    return {};
  },
  'effect.last': () => effects.current(),
  'folds.measure': (input) => folds.begin(input),
  'folds.cancel': () => {
    folds.cancel();
    return {};
  },
  'folds.last': () => folds.current(),
  'preflight.run': ({ recipe }) => checksOf(recipe),
  'preflight.cancel': () => ({}),
  'rates.test': () => rateTests.begin(),
  'rates.cancel': () => {
    rateTests.cancel();
    return {};
  },
  'rates.last': () => rateTests.current(),
  'devices.compare': ({ recipe }) => comparisons.begin(dataset?.profile.name ?? '', recipe),
  'devices.cancel': () => {
    comparisons.cancel();
    return {};
  },
  'devices.comparison': () => comparisons.current(),
  'run.export': ({ format }) => ({
    folder: `/home/ada/models/penguins-${format}`,
    files: ['model-card.md', 'model.json', 'weights.bin', 'recipe.json'],
  }),
  'run.predict': () => ({
    file: '/home/ada/tables/new-penguins.predicted.csv',
    rows: 1240,
    preview: [
      ['prediction', 'probability:Adelie', 'probability:Chinstrap', 'probability:Gentoo'],
      ['Adelie', '0.9812', '0.0161', '0.0027'],
      ['Gentoo', '0.0007', '0.0019', '0.9974'],
      ['Chinstrap', '0.0934', '0.9021', '0.0045'],
    ],
  }),
};

/** What comes while a large file is read. */
async function openSlowly(): Promise<void> {
  const { profile, datasetId } = open('penguins');
  emit({ kind: 'datasetPreviewed', datasetId, preview: { ...previewOf(profile, {}), bytes: 5e9 } });
  emit({ kind: 'workProgressed', phase: 'reading', share: 0.24, bytes: { done: 1.2e9, total: 5e9 } });
  await new Promise((resolve) => setTimeout(resolve, scene.openMs));
}

const client: WorkbenchClient = {
  async call<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<Answer<CommandOutput<Name>>> {
    trace.calls.push({ name, input });
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (name === 'sample.open' && scene.openMs > 0) await openSlowly();
    const error = scene.failing[name];
    return error ? { ok: false, error } : { ok: true, value: handlers[name](input) };
  },
  onEvent(listener) {
    eventListeners.add(listener);
    return () => eventListeners.delete(listener);
  },
  follow(runId, listener) {
    const listeners = batchListeners.get(runId) ?? new Set();
    batchListeners.set(runId, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  openDropped: async (files) => {
    const names = files.map((file) => (file as File).name);
    trace.calls.push({ name: 'openDropped', input: names });
    const dataset = open('cars');
    const append = names.slice(1).map((name) => `/home/ada/tables/${name}`);
    return { ok: true, value: { dataset, settings: append.length > 0 ? { append } : {} } };
  },
};

/** Ends the newest run as a trainer that died would. */
function failRun(message: string, fix: string): void {
  const run = [...runs.values()].at(-1);
  if (!run) return;
  clearInterval(run.timer);
  change(run, { state: 'failed', error: { code: 'training-failed', message, place: {}, fix } });
}

window.hone = client;
window.fake = { ...trace, emit, failRun };
