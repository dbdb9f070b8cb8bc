// Penalties, bounds, noise of all kinds, averages and early stopping.
import { expect } from 'vitest';
import { disturbance, layerOf, type Lever, type Seen, trainLosses, weightNorm } from './lever';
import { readChart, readLayerTable, showView } from './train-page';

/** The first layer's weights as the Layers view lists them, against those of the base. */
async function shrinks({ run, base, desk }: Seen): Promise<void> {
  const shown = (await readLayerTable(desk.page, 'Weight norm'))['Dense 16']?.at(0) ?? Number.NaN;
  expect(shown).toBeCloseTo(weightNorm(run), 1);
  expect(shown).toBeLessThan(0.9 * weightNorm(base));
}

const disturbs = ({ run, base }: Seen) => expect(disturbance(run)).toBeGreaterThan(disturbance(base) + 0.02);

export const penaltyLevers: readonly Lever[] = [
  { title: 'L1', set: { 'training.l1': 0.05 }, see: shrinks },
  { title: 'L2', set: { 'training.l2': 0.5 }, see: shrinks },
  {
    title: 'penalty per layer',
    set: { 'training.l2': 0.5, 'training.penalty-factors': [0, 1, 1] },
    see: ({ run, base }) => {
      expect(weightNorm(run)).toBeGreaterThan(0.9 * weightNorm(base));
      expect(weightNorm(run, 'dense-2')).toBeLessThan(0.9 * weightNorm(base, 'dense-2'));
    },
  },
  { title: 'weight decay', set: { 'training.weight-decay': 5 }, see: shrinks },
  {
    title: 'weight decay with exceptions and a schedule',
    set: {
      'training.weight-decay': 5,
      'training.weight-decay-except': ['dense-2'],
      'training.weight-decay-schedule': 'one-cycle',
    },
    see: async (seen) => {
      const { run, base } = seen;
      expect(weightNorm(run)).toBeLessThan(0.97 * weightNorm(base));
      expect(weightNorm(run, 'dense-2')).toBeGreaterThan(0.9 * weightNorm(base, 'dense-2'));
    },
  },
  {
    title: 'max-norm',
    set: { 'training.max-norm': 0.5 },
    see: async (seen) => {
      await shrinks(seen);
      // Sixteen units, each with weights of length 0.5 at most; biases are not bounded.
      expect(weightNorm(seen.run)).toBeLessThan(0.5 * Math.sqrt(16) + 0.2);
    },
  },
];

/** Of plain steps, so that the length of the update is that of the gradient. */
const plainSteps = { 'training.optimizer': 'sgd', 'training.learning-rate': 0.1 };
const updateNorm = ({ run }: Seen, layer: string) => {
  const { updateRatio, weightNorm: norm } = layerOf(run, layer);
  return (updateRatio ?? Number.NaN) * (norm ?? Number.NaN);
};

export const clippingLevers: readonly Lever[] = [
  {
    title: 'no clipping',
    set: { ...plainSteps, 'training.clipping': 'none' },
    see: (seen) =>
      expect(updateNorm(seen, 'output')).toBeCloseTo(
        0.1 * (layerOf(seen.run, 'output').gradientNorm ?? Number.NaN),
        4,
      ),
  },
  {
    title: 'clipping by global norm',
    set: { ...plainSteps, 'training.clipping': 'norm', 'training.clipping.limit': 0.01 },
    see: (seen) => {
      const lengths = ['dense-1', 'dense-2', 'output'].map((layer) => updateNorm(seen, layer));
      expect(Math.hypot(...lengths)).toBeCloseTo(0.1 * 0.01, 5);
    },
  },
  {
    title: 'clipping by value',
    set: { ...plainSteps, 'training.clipping': 'value', 'training.clipping.limit': 0.001 },
    // 8 × 3 weights and 3 biases.
    see: (seen) => {
      expect(updateNorm(seen, 'output')).toBeLessThan(1.01 * 0.1 * 0.001 * Math.sqrt(27));
      expect(updateNorm(seen, 'output')).toBeGreaterThan(0.3 * 0.1 * 0.001 * Math.sqrt(27));
    },
  },
  {
    title: 'adaptive clipping',
    set: { ...plainSteps, 'training.clipping': 'adaptive', 'training.clipping.limit': 0.001 },
    // Biases are not clipped.
    see: (seen) =>
      expect(updateNorm(seen, 'dense-1')).toBeLessThan(
        0.7 * 0.1 * (layerOf(seen.run, 'dense-1').gradientNorm ?? Number.NaN),
      ),
  },
];

/** Train loss of the residual network with all its blocks. */
let wholeLoss = Number.NaN;

export const noiseLevers: readonly Lever[] = [
  { title: 'mixup', set: { 'training.mixup': 1 }, see: disturbs },
  { title: 'input noise', set: { 'training.input-noise': 1 }, see: disturbs },
  { title: 'feature dropout', set: { 'training.feature-dropout': 0.5 }, see: disturbs },
  { title: 'hidden noise', set: { 'model.noise': 1 }, see: disturbs },
  { title: 'dropout', set: { 'model.dropout': 0.5 }, see: disturbs },
  {
    title: 'alpha dropout',
    set: { 'model.dropout': 0.4, 'model.dropout-kind': 'alpha-dropout', 'model.activation': 'selu' },
    see: disturbs,
  },
  {
    title: 'Gaussian dropout',
    set: { 'model.dropout': 0.5, 'model.dropout-kind': 'gaussian-dropout' },
    see: disturbs,
  },
  {
    title: 'dropout schedule',
    set: {
      'training.epochs': 6,
      'model.dropout': 0.6,
      'training.dropout-schedule': 'step',
      'training.dropout-schedule.every': 3,
      'training.dropout-schedule.factor': 0.01,
    },
    see: ({ run }) => {
      const half = (from: number) => disturbance({ ...run, epochs: run.epochs.slice(from, from + 3) });
      expect(half(0)).toBeGreaterThan(half(3) + 0.05);
    },
  },
  {
    title: 'residual connections',
    set: { 'model.residual': true },
    see: ({ run, base }) => {
      wholeLoss = trainLosses(run).last;
      expect(run.record.parameters).toBeGreaterThan(base.record.parameters ?? 0);
    },
  },
  {
    title: 'stochastic depth',
    set: { 'model.residual': true, 'model.stochastic-depth': 0.8 },
    // Blocks that are left out learn nothing in that step.
    see: ({ run }) => {
      expect(trainLosses(run).last).toBeGreaterThan(wholeLoss + 0.02);
    },
  },
  {
    title: 'label smoothing',
    set: { 'training.loss': 'cross-entropy', 'training.loss.label-smoothing': 0.3 },
    see: disturbs,
  },
];

export const averageLevers: readonly Lever[] = [
  {
    title: 'exponential moving average',
    set: { 'training.averaging': 'ema', 'training.averaging.decay': 0.9 },
    see: async ({ run, desk: { page } }) => {
      expect(run.epochs.every(({ averageLoss }) => averageLoss !== null)).toBe(true);
      await showView(page, 'Charts');
      expect(await readChart(page, 'Loss')).toMatch(/averaged went from \d\.\d+ to \d\.\d+/);
      await page.locator('.chart-panel .legend').getByText('Averaged').waitFor();
    },
  },
  {
    title: 'stochastic weight averaging',
    set: { 'training.averaging': 'swa', 'training.averaging.start': 0.5 },
    see: async ({ run, desk: { page } }) => {
      // Until it starts, the average is the weights themselves.
      const [first, , last] = run.epochs;
      expect(first?.averageLoss).toBeCloseTo(first?.validationLoss ?? Number.NaN, 5);
      expect(last?.averageLoss).not.toBeCloseTo(last?.validationLoss ?? Number.NaN, 5);
      await showView(page, 'Charts');
      expect(await readChart(page, 'Loss')).toMatch(/averaged went from/);
    },
  },
];

/** No gain is as large as 1, so that nothing improves. */
const impatient = {
  'training.epochs': 12,
  'training.early-stopping': true,
  'training.early-stopping.patience': 2,
  'training.early-stopping.min-delta': 1,
};

export const stoppingLevers: readonly Lever[] = [
  {
    title: 'early stopping with patience and a smallest improvement',
    set: impatient,
    see: ({ run }) => expect(run.epochs).toHaveLength(3),
  },
  {
    title: 'minimum epochs',
    set: { ...impatient, 'training.early-stopping.minimum-epochs': 7 },
    see: ({ run }) => expect(run.epochs).toHaveLength(7),
  },
  {
    title: 'the train loss as monitor, smoothed',
    set: {
      'training.epochs': 6,
      'training.early-stopping': true,
      'training.early-stopping.monitor': 'train-loss',
      'training.early-stopping.smoothing': 0.5,
    },
    see: ({ run }) => {
      expect(run.epochs).toHaveLength(6);
      expect(run.record.bestEpoch).toBe(6);
      expect(trainLosses(run).last).toBeLessThan(trainLosses(run).first);
    },
  },
  {
    title: 'the metric as monitor',
    set: {
      'training.epochs': 6,
      'training.early-stopping': true,
      'training.early-stopping.monitor': 'validation-metric',
    },
    see: async ({ run, desk: { page } }) => {
      const metrics = run.epochs.map(({ validationMetric }) => validationMetric ?? 0);
      expect(run.record.bestEpoch).toBe(metrics.indexOf(Math.max(...metrics)) + 1);
      await showView(page, 'Charts');
      expect(await readChart(page, 'Loss')).toContain(`the best epoch is ${run.record.bestEpoch}`);
    },
  },
  {
    title: 'the last epoch instead of the best',
    // So large a rate that the loss does not only fall.
    set: {
      'training.epochs': 6,
      'training.learning-rate': 1,
      'training.early-stopping': true,
      'training.early-stopping.restore-best': false,
    },
    see: ({ run }) => expect(run.record.bestEpoch).toBe(6),
  },
];
