// A session without processes: the workbench answers from plain data, and what is printed is kept.
import { usualDialect } from '../../src/core/recipe/dialect';
import { smoothReading } from '../../src/core/run/reading-report';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunRecord } from '../../src/core/run/record';
import type { Session } from '../../src/cli/session';
import { defaultRecipe } from '../../src/core/recipe/recipe';
import type { Epoch } from '../../src/core/run/epoch';
import type { Finding } from '../../src/core/run/finding';
import type { EpochBatch } from '../../src/core/run/job';
import type { Profile } from '../../src/core/run/profile';
import type { WorkbenchEvent } from '../../src/workbench/contract/events';
import type { Workbench } from '../../src/workbench/workbench';

/** Lives as long as the test that asks for it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hone-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const profile: Profile = {
  path: '/data/flowers.csv',
  name: 'flowers.csv',
  bytes: 4600,
  fingerprint: 'ab'.repeat(32),
  dialect: usualDialect,
  rows: 150,
  columns: [
    numberColumn('petal length', 1, 6.9, 3.758),
    {
      ...numberColumn('species', 0, 0, 0),
      type: 'category',
      kind: 'category',
      distinct: 3,
      minimum: null,
      maximum: null,
      mean: null,
      top: [{ value: 'setosa', count: 50 }],
    },
  ],
  preview: [['1.4', 'setosa']],
  warnings: ['Column "x" has no values.'],
  reading: smoothReading('csv'),
  suggestedTarget: 'species',
};

function numberColumn(
  name: string,
  minimum: number,
  maximum: number,
  mean: number,
): Profile['columns'][number] {
  return {
    name,
    type: 'number',
    missing: 0,
    distinct: 43,
    minimum,
    maximum,
    mean,
    deviation: 1,
    median: mean,
    histogram: [],
    quantiles: [],
    outliers: null,
    skewness: 0,
    kurtosis: 0,
    meanLength: null,
    kind: 'number',
    evidence: '3 different numbers.',
    top: [],
  };
}

export function epoch(number: number): Epoch {
  return {
    epoch: number,
    phase: 'training',
    averageLoss: null,
    lossNoise: null,
    stepLoss: 1 / number,
    trainLoss: 1 / number,
    validationLoss: 1.1 / number,
    trainMetric: 0.9,
    validationMetric: 0.8,
    learningRate: 0.001,
    gradientNorm: 1,
    seconds: 0.01,
  };
}

export const finding: Finding = {
  rule: 'overfit-gap',
  title: 'The model overfits',
  severity: 'warning',
  confidence: 0.9,
  explanation: 'The training loss is 0.1, the validation loss 0.4.',
  evidence: { gap: 0.3 },
  remedies: [
    {
      title: 'Add dropout',
      why: 'It holds back memorizing.',
      changes: { 'model.dropout': 0.2, 'model.hidden': [64, 64] },
    },
  ],
};

export const finishedRecord: RunRecord = {
  version: 1,
  id: '20261123-120000-000-abcd',
  createdAt: '2026-11-23T12:00:00.000Z',
  state: 'finished',
  recipe: defaultRecipe('species'),
  source: { path: '/data/flowers.csv', fingerprint: 'ab'.repeat(32), test: null },
  task: 'multiclass',
  classes: ['setosa', 'versicolor', 'virginica'],
  rows: { train: 90, validation: 30, test: 30 },
  execution: { backend: 'tensorflow', device: 'cpu', executor: 'xla', version: '2.21.0' },
  parameters: 17_283,
  epochs: 40,
  bestEpoch: 31,
  seconds: 1.25,
  metrics: {
    train: { accuracy: 0.98, balancedAccuracy: 0.98, logLoss: 0.1, rocAuc: 0.99, f1Macro: 0.98 },
    validation: { accuracy: 0.9667, balancedAccuracy: 0.9667, logLoss: 0.2, rocAuc: 0.98, f1Macro: 0.9666 },
    test: { accuracy: 0.9333, balancedAccuracy: 0.9333, logLoss: 0.3, rocAuc: null, f1Macro: 0.93 },
  },
  error: null,
};

export interface FakeOptions {
  /** Functions of the workbench that a test replaces. */
  workbench?: Partial<Workbench>;
  record?: RunRecord;
  epochs?: readonly Epoch[];
  columns?: number;
  /** Of the lines of both streams; infinite unless given. */
  width?: Session['terminal']['width'];
  /** Whether stderr can be redrawn. */
  live?: boolean;
  /** What the workbench tells while a file is opened. */
  events?: readonly WorkbenchEvent[];
  /** What the person does while the run is under way. */
  during?: (interrupt: () => void) => void;
  home?: string;
  cwd?: string;
}

export interface FakeSession extends Session {
  out(): string;
  messages(): string;
  /** Ctrl-C. */
  interrupt(): void;
  /** Name and input of every call that changes something. */
  calls: [name: string, input: unknown][];
}

export function createFakeSession(options: FakeOptions = {}): FakeSession {
  let out = '';
  let messages = '';
  let interrupt: (() => void) | null = null;
  const calls: FakeSession['calls'] = [];
  const workbench = fakeWorkbench(options, calls, () => interrupt?.());
  return {
    calls,
    out: () => out,
    messages: () => messages,
    interrupt: () => interrupt?.(),
    terminal: {
      write: async (text) => {
        out += text;
      },
      tell: (text) => {
        messages += text;
      },
      live: options.live ?? false,
      color: { out: false, messages: false },
      columns: options.columns ?? 100,
      width: options.width ?? { out: Number.POSITIVE_INFINITY, messages: Number.POSITIVE_INFINITY },
    },
    home: options.home ?? '/home/of/hone',
    cwd: options.cwd ?? '/data',
    version: '1.2.3',
    bundles: '/hone/out/main',
    samples: '/hone/resources/samples',
    launch: () => {
      throw new Error('No process in a unit test');
    },
    connect: async () => workbench,
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => {
        interrupt = null;
      };
    },
  };
}

const noExperiment = {
  begin: () => Promise.reject(new Error('no experiment in this test')),
  ended: async () => null,
  current: () => null,
  cancel: async () => {},
};

function fakeWorkbench(options: FakeOptions, calls: FakeSession['calls'], interrupt: () => void): Workbench {
  const record = options.record ?? finishedRecord;
  let listener: ((batch: EpochBatch) => void) | null = null;
  let tell: (event: WorkbenchEvent) => void = () => {};
  return {
    batchOffset: () => 0,
    reportUpload: () => {},
    activeRuns: () => 0,
    cache: { info: () => ({ bytes: 0, projects: [] }), clear: () => ({ bytes: 0 }) },
    comparisons: noExperiment,
    effects: noExperiment,
    folds: noExperiment,
    rateTests: noExperiment,
    preflights: { run: noExperiment.begin, cancel: noExperiment.cancel },
    call: async (name, input) => {
      calls.push([name, input]);
      return { ok: true, value: {} };
    },
    onEvent: (next) => {
      tell = next;
      return () => {
        tell = () => {};
      };
    },
    follow: (_, next) => {
      listener = next;
      return () => {
        listener = null;
      };
    },
    openFile: async () => {
      for (const event of options.events ?? []) tell(event);
      return { datasetId: 'd1', profile };
    },
    understand: () => Promise.reject(new Error('no understanding in this test')),
    cancelData: () => {},
    startRun: async (input) => {
      calls.push(['startRun', input]);
      return { ...record, state: 'queued' };
    },
    waitForRun: async () => {
      for (const [seq, one] of (options.epochs ?? [epoch(1), epoch(2)]).entries()) {
        listener?.({
          kind: 'epochs',
          runId: record.id,
          seq,
          epochs: [one],
          telemetry: [],
          bestEpoch: one.epoch,
          secondsLeft: 3,
        });
      }
      options.during?.(interrupt);
      return record;
    },
    control: async (runId, command) => {
      calls.push([command, runId]);
      return record;
    },
    readRun: async () => ({
      folder: `/runs/${record.id}`,
      record,
      epochs: [],
      seq: -1,
      findings: [finding],
      outcome: null,
      telemetry: [],
      preflight: null,
    }),
    predict: async (input) => {
      calls.push(['predict', input]);
      return { rows: 12 };
    },
    exportModel: async (input) => {
      calls.push(['exportModel', input]);
      return { files: ['model.onnx'] };
    },
    probe: async () => ({ backend: 'tensorflow', device: 'cpu', version: '2.21.0', reason: null, fix: null }),
    close: async () => {},
    ...options.workbench,
  };
}
