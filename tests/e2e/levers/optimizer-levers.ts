// Optimizers with an activation each, rate schedules with an initialization each, and what goes with the rate.
import { expect } from 'vitest';
import { layerOf, type Lever, trainLosses, weightNorm } from './lever';
import {
  readChart,
  readEpochTable,
  readLayerTable,
  type Settings,
  showView,
  type TrainPage,
} from './train-page';

export interface OptimizerRow {
  optimizer: string;
  /** A rate of its own size. */
  rate: number;
  activation: string;
  /** How the layer of the activation is called. */
  layer: string;
  /** Of the optimizer and the activation. */
  settings: Settings;
}

function row(
  optimizer: string,
  rate: number,
  activation: string,
  layer: string,
  settings: Settings = {},
): OptimizerRow {
  const own = Object.entries(settings).map(([name, value]) => [
    name.includes('.') ? name : `training.optimizer.${name}`,
    value,
  ]);
  return { optimizer, rate, activation, layer, settings: Object.fromEntries(own) as Settings };
}

/** An optimizer is seen in the losses and an activation in the layers, so one run shows both. */
export const optimizerRows: readonly OptimizerRow[] = [
  row('adam', 0.01, 'leaky-relu', 'Leaky ReLU', { beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
  row('adamw', 0.01, 'prelu', 'PReLU', { 'weight-decay': 0.1, 'model.activation.slope': 0.1 }),
  row('nadam', 0.01, 'elu', 'ELU'),
  row('amsgrad', 0.01, 'selu', 'SELU'),
  row('adamax', 0.02, 'gelu', 'GELU', { 'model.activation.form': 'tanh' }),
  row('lion', 0.002, 'silu', 'SiLU (swish)', { beta2: 0.95 }),
  row('rmsprop', 0.005, 'mish', 'Mish', { rho: 0.8 }),
  row('adagrad', 0.1, 'softplus', 'Softplus', { 'initial-accumulator': 0.2 }),
  row('adadelta', 2, 'tanh', 'Tanh', { rho: 0.9 }),
  row('momentum', 0.05, 'sigmoid', 'Sigmoid'),
  row('nesterov', 0.05, 'hard-sigmoid', 'Hard sigmoid', { momentum: 0.8 }),
  row('sgd', 0.2, 'linear', 'Linear'),
  row('lbfgs', 1, 'relu', 'ReLU', { history: 5, 'line-search': true, candidates: 6 }),
];

const cell = (values: readonly number[] | undefined, i: number) => values?.at(i) ?? Number.NaN;

/** Rates of the epochs as the table lists them. */
async function shownRates({ page }: TrainPage): Promise<number[]> {
  return (await readEpochTable(page))['Learning rate'] ?? [];
}

const steps = (rates: readonly number[]) => rates.slice(1).map((rate, i) => Math.sign(rate - cell(rates, i)));
const falls = (rates: readonly number[]) => expect(steps(rates)).toEqual(rates.slice(1).map(() => -1));

/** So small that the first look sees the weights as they were drawn. */
const BASE_RATE = 1e-7;

interface Curve {
  schedule: string;
  initializer: string;
  /** Length of the first layer's weights (21 inputs, 16 units). */
  norm: number;
  settings?: Settings;
  /** Of the rates as multiples of the base rate. */
  check(shares: readonly number[]): void;
}

/** Eight epochs each. */
const curves: readonly Curve[] = [
  {
    schedule: 'constant',
    initializer: 'he-normal',
    norm: Math.sqrt(2 * 16),
    check: (rates) => expect(rates).toEqual(rates.map(() => 1)),
  },
  {
    schedule: 'cosine',
    initializer: 'he-uniform',
    norm: Math.sqrt(2 * 16),
    settings: { 'training.schedule.final-share': 0.1 },
    check: (rates) => {
      falls(rates);
      expect(cell(rates, -1)).toBeGreaterThan(0.09);
    },
  },
  {
    schedule: 'one-cycle',
    initializer: 'glorot-uniform',
    norm: Math.sqrt((2 / 37) * 336),
    settings: {
      'training.schedule.peak-share': 0.5,
      'training.schedule.start-divisor': 10,
      'training.schedule.final-divisor': 100,
    },
    check: (rates) => {
      const peak = rates.indexOf(Math.max(...rates));
      expect(peak).toBeGreaterThan(0);
      falls(rates.slice(peak));
      falls(rates.slice(0, peak + 1).reverse());
    },
  },
  {
    schedule: 'plateau',
    initializer: 'glorot-normal',
    norm: Math.sqrt((2 / 37) * 336),
    // No gain is that large, so that every epoch counts as standing still.
    settings: {
      'training.schedule.patience': 2,
      'training.schedule.min-delta': 1,
      'training.schedule.cooldown': 1,
      'training.schedule.minimum': 0.05,
    },
    check: (rates) => {
      expect(cell(rates, 1)).toBe(1);
      expect(cell(rates, -1)).toBeLessThan(0.2);
      expect(new Set(rates).size).toBeLessThan(rates.length);
    },
  },
  {
    schedule: 'flat-cosine',
    settings: { 'training.schedule.flat-share': 0.5 },
    initializer: 'lecun-normal',
    norm: Math.sqrt(16),
    check: (rates) => {
      expect(rates.slice(0, 4)).toEqual([1, 1, 1, 1]);
      falls(rates.slice(4));
    },
  },
  {
    schedule: 'coslog4',
    initializer: 'lecun-uniform',
    norm: Math.sqrt(16),
    check: (rates) => expect(new Set(steps(rates))).toEqual(new Set([-1, 1])),
  },
  {
    schedule: 'cosine-restarts',
    initializer: 'orthogonal',
    norm: Math.sqrt(16),
    settings: {
      'training.schedule.first-cycle': 4,
      'training.schedule.growth': 1,
      'training.schedule.peak': 0.9,
    },
    check: (rates) => {
      falls(rates.slice(0, 4));
      expect(cell(rates, 4)).toBeGreaterThan(cell(rates, 3));
      falls(rates.slice(4));
    },
  },
  {
    schedule: 'step',
    initializer: 'truncated-normal',
    // Cut off at two deviations.
    norm: 0.88 * 0.02 * Math.sqrt(336),
    settings: { 'training.schedule.every': 2 },
    check: (rates) => expect(rates).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125]),
  },
  {
    schedule: 'multi-step',
    initializer: 'small-normal',
    norm: 0.01 * Math.sqrt(336),
    settings: { 'training.schedule.milestones': [3, 6] },
    check: (rates) => expect(rates).toEqual([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01]),
  },
  {
    schedule: 'exponential',
    initializer: 'uniform',
    norm: (0.1 / Math.sqrt(3)) * Math.sqrt(336),
    settings: { 'training.schedule.factor': 0.5, 'model.initializer.limit': 0.1 },
    check: (rates) => {
      for (const i of rates.slice(1).keys()) expect(cell(rates, i + 1) / cell(rates, i)).toBeCloseTo(0.5, 2);
    },
  },
  {
    schedule: 'polynomial',
    initializer: 'zeros',
    norm: 0,
    settings: { 'training.schedule.power': 2 },
    check: falls,
  },
  {
    schedule: 'inverse-time',
    initializer: 'he-normal',
    norm: 0.1 * Math.sqrt(2 * 16),
    settings: { 'model.initializer.scale': 0.1, 'training.schedule.decay': 0.5 },
    check: falls,
  },
  {
    schedule: 'random-walk',
    initializer: 'small-normal',
    norm: 0.5 * Math.sqrt(336),
    settings: {
      'model.initializer.deviation': 0.5,
      'training.schedule.deviation': 0.5,
      'training.schedule.range': 4,
    },
    check: (rates) => expect(new Set(rates).size).toBeGreaterThan(5),
  },
];

/** A schedule is seen in the rates and an initialization in the first look, so one run shows both. */
export const scheduleLevers: readonly Lever[] = curves.map(
  ({ schedule, initializer, norm, settings = {}, check }) => ({
    title: `${schedule} schedule, ${initializer}`,
    set: {
      'training.schedule': schedule,
      'model.initializer': initializer,
      'training.learning-rate': BASE_RATE,
      'training.epochs': 8,
      ...settings,
    },
    see: async ({ run, desk }) => {
      check((await shownRates(desk)).map((rate) => Number((rate / BASE_RATE).toPrecision(3))));
      expect(run.epochs).toHaveLength(8);
      expect(weightNorm(run)).toBeGreaterThanOrEqual(0.85 * norm);
      expect(weightNorm(run)).toBeLessThanOrEqual(1.15 * norm + 1e-4);
      const shown = (await readLayerTable(desk.page, 'Weight norm'))['Dense 16']?.at(0);
      expect(shown).toBeCloseTo(weightNorm(run), 1);
    },
  }),
);

export const rateLevers: readonly Lever[] = [
  {
    title: 'warm-up',
    set: { 'training.warmup': 3, 'training.epochs': 6 },
    see: async ({ desk }) => {
      const rates = await shownRates(desk);
      falls(rates.slice(0, 3).reverse());
      expect(rates.slice(3)).toEqual([0.01, 0.01, 0.01]);
      await showView(desk.page, 'Charts');
      expect(await readChart(desk.page, 'Learning rate')).toMatch(/went from 0\.00\d+ to 0\.01\./);
    },
  },
  {
    title: 'rate by depth',
    set: { 'training.depth-factor': 0.1 },
    see: async ({ run, base, desk }) => {
      const ratio = (name: string) =>
        (layerOf(run, name).updateRatio ?? Number.NaN) / (layerOf(base, name).updateRatio ?? Number.NaN);
      expect(ratio('dense-1')).toBeLessThan(0.1);
      expect(ratio('dense-2')).toBeLessThan(0.5);
      expect(ratio('output')).toBeGreaterThan(0.5);
      const shown = await readLayerTable(desk.page, 'Update ratio');
      expect(cell(shown['Dense 16'], 0)).toBeLessThan(cell(shown['Dense 3'], 0) / 20);
    },
  },
  {
    title: 'lookahead',
    set: { 'training.lookahead': true, 'training.lookahead.every': 5, 'training.lookahead.share': 0.2 },
    // The slow weights hold the fast ones back.
    see: ({ run, base }) => expect(trainLosses(run).first).toBeGreaterThan(trainLosses(base).first),
  },
  {
    title: 'growing batch',
    set: {
      'training.epochs': 4,
      'training.batch-growth': true,
      'training.batch-growth.factor': 8,
      'training.batch-growth.every': 1,
      'training.batch-growth.largest': 4096,
    },
    see: async ({ run, base, desk }) => {
      // One batch has no spread but that of rounding.
      expect(run.epochs.map(({ lossNoise }) => (lossNoise ?? 0) > 0.01)).toEqual([true, true, false, false]);
      expect(base.epochs.at(-1)?.lossNoise).toBeGreaterThan(0.01);
      await showView(desk.page, 'Layers');
      expect(await readChart(desk.page, 'Batch-loss noise')).toMatch(/over 4 epochs: .* went from 0\.\d+ to/);
    },
  },
  {
    title: 'accumulated gradients',
    set: { 'training.accumulate': 17 },
    // One update an epoch.
    see: ({ run, base }) => expect(trainLosses(run).last).toBeGreaterThan(trainLosses(base).last + 0.1),
  },
  {
    title: 'order of the file',
    set: { 'training.sampling': 'file-order' },
    see: ({ run, base }) => expect(trainLosses(run).last).not.toBe(trainLosses(base).last),
  },
];
