// Optimizers, rate schedules with an activation each, and what goes with the rate.
import { expect } from 'vitest';
import { layerOf, type Lever, trainLosses } from './lever';
import { readChart, readEpochTable, readLayerTable, type Settings, showView, type TrainPage } from './train-page';

/** Every optimizer at a rate of its own size. */
export const optimizerRates: Readonly<Record<string, number>> = {
  adam: 0.01,
  adamw: 0.01,
  nadam: 0.01,
  amsgrad: 0.01,
  adamax: 0.02,
  lion: 0.002,
  rmsprop: 0.005,
  adagrad: 0.1,
  adadelta: 2,
  momentum: 0.02,
  nesterov: 0.02,
  sgd: 0.2,
  lbfgs: 1,
};

const cell = (values: readonly number[] | undefined, i: number) => values?.at(i) ?? Number.NaN;

/** Rates of the epochs as the table lists them. */
async function shownRates({ page }: TrainPage): Promise<number[]> {
  return (await readEpochTable(page))['Learning rate'] ?? [];
}

const steps = (rates: readonly number[]) => rates.slice(1).map((rate, i) => Math.sign(rate - cell(rates, i)));
const falls = (rates: readonly number[]) => expect(steps(rates)).toEqual(rates.slice(1).map(() => -1));

interface Curve {
  schedule: string;
  activation: string;
  /** Title of the activation as the layers are named. */
  title: string;
  settings?: Settings;
  check(rates: readonly number[]): void;
}

/** Eight epochs at a base rate of 0.01. */
const curves: readonly Curve[] = [
  {
    schedule: 'constant',
    activation: 'relu',
    title: 'ReLU',
    check: (rates) => expect(new Set(rates)).toEqual(new Set([0.01])),
  },
  {
    schedule: 'cosine',
    activation: 'leaky-relu',
    title: 'Leaky ReLU',
    settings: { 'training.schedule.final-share': 0.1 },
    check: (rates) => {
      falls(rates);
      expect(cell(rates, -1)).toBeGreaterThan(0.0009);
    },
  },
  {
    schedule: 'one-cycle',
    activation: 'prelu',
    title: 'PReLU',
    settings: { 'training.schedule.peak-share': 0.5 },
    check: (rates) => {
      const peak = rates.indexOf(Math.max(...rates));
      expect(peak).toBeGreaterThan(0);
      falls(rates.slice(peak));
      falls(rates.slice(0, peak + 1).reverse());
    },
  },
  {
    schedule: 'plateau',
    activation: 'elu',
    title: 'ELU',
    // No gain is that large, so that every epoch counts as standing still.
    settings: { 'training.schedule.patience': 2, 'training.schedule.min-delta': 1 },
    check: (rates) => {
      expect(cell(rates, 1)).toBe(0.01);
      expect(cell(rates, -1)).toBeLessThan(0.002);
      expect(new Set(rates).size).toBeLessThan(rates.length);
    },
  },
  {
    schedule: 'flat-cosine',
    activation: 'selu',
    title: 'SELU',
    check: (rates) => {
      expect(rates.slice(0, 4)).toEqual([0.01, 0.01, 0.01, 0.01]);
      falls(rates.slice(4));
    },
  },
  {
    schedule: 'coslog4',
    activation: 'gelu',
    title: 'GELU',
    settings: { 'model.activation.form': 'tanh' },
    check: (rates) => expect(new Set(steps(rates))).toEqual(new Set([-1, 1])),
  },
  {
    schedule: 'cosine-restarts',
    activation: 'silu',
    title: 'SiLU (swish)',
    settings: { 'training.schedule.first-cycle': 4, 'training.schedule.growth': 1 },
    check: (rates) => {
      falls(rates.slice(0, 4));
      expect(cell(rates, 4)).toBeGreaterThan(cell(rates, 3));
      falls(rates.slice(4));
    },
  },
  {
    schedule: 'step',
    activation: 'mish',
    title: 'Mish',
    settings: { 'training.schedule.every': 2 },
    check: (rates) =>
      expect(rates).toEqual([0.01, 0.01, 0.005, 0.005, 0.0025, 0.0025, 0.00125, 0.00125]),
  },
  {
    schedule: 'multi-step',
    activation: 'softplus',
    title: 'Softplus',
    settings: { 'training.schedule.milestones': [3, 6] },
    check: (rates) => expect(rates).toEqual([0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0001, 0.0001]),
  },
  {
    schedule: 'exponential',
    activation: 'tanh',
    title: 'Tanh',
    settings: { 'training.schedule.factor': 0.5 },
    check: (rates) => {
      for (const i of rates.slice(1).keys()) expect(cell(rates, i + 1) / cell(rates, i)).toBeCloseTo(0.5, 2);
    },
  },
  { schedule: 'polynomial', activation: 'sigmoid', title: 'Sigmoid', check: falls },
  { schedule: 'inverse-time', activation: 'hard-sigmoid', title: 'Hard sigmoid', check: falls },
  {
    schedule: 'random-walk',
    activation: 'linear',
    title: 'Linear',
    check: (rates) => expect(new Set(rates).size).toBeGreaterThan(5),
  },
];

/** A schedule is seen in the rates and an activation in the layers, so one run shows both. */
export const scheduleLevers: readonly Lever[] = curves.map(
  ({ schedule, activation, title, settings = {}, check }) => ({
    title: `${schedule} schedule, ${activation}`,
    set: {
      'training.schedule': schedule,
      'model.activation': activation,
      'training.epochs': 8,
      ...settings,
    },
    see: async ({ run, desk }) => {
      check(await shownRates(desk));
      expect(run.epochs).toHaveLength(8);
      await showView(desk.page, 'Layers');
      await desk.page.locator('.layers').getByText(`${title} · 1`, { exact: true }).first().waitFor();
      const { activation: outputs } = layerOf(run, 'activation-1');
      const saturates = ['tanh', 'sigmoid', 'hard-sigmoid'].includes(activation);
      expect(typeof outputs?.saturated).toBe(saturates ? 'number' : 'object');
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
      // One batch has no spread.
      expect(run.epochs.map(({ lossNoise }) => (lossNoise ?? 0) > 1e-4)).toEqual([true, true, false, false]);
      expect(base.epochs.at(-1)?.lossNoise).toBeGreaterThan(1e-4);
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
