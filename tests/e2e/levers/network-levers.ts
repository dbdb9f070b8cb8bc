// What the network is made of: initial weights, normalization, embeddings, families for sequences.
import { expect } from 'vitest';
import { disturbance, layerOf, type Lever, type Seen, trainLosses, weightNorm } from './lever';
import { showView } from './train-page';

/** Names of layers that the Layers view must list. */
async function listsLayers({ desk: { page } }: Seen, names: readonly (string | RegExp)[]): Promise<void> {
  await showView(page, 'Layers');
  for (const name of names) await page.locator('.layers').getByText(name).first().waitFor();
}

const learns = ({ run }: Seen) => expect(trainLosses(run).last).toBeLessThan(trainLosses(run).first);
const grows = ({ run, base }: Seen) =>
  expect(run.record.parameters).toBeGreaterThan(base.record.parameters ?? 0);

export const networkLevers: readonly Lever[] = [
  {
    title: 'a scale of the initial weights',
    set: {
      'model.initializer': 'he-normal',
      'model.initializer.scale': 0.1,
      'training.learning-rate': 1e-7,
      'training.epochs': 1,
    },
    see: ({ run }) => expect(weightNorm(run)).toBeCloseTo(0.1 * Math.sqrt(2 * 16), 0),
  },
  {
    title: 'hidden layers',
    set: { 'model.hidden': [12, 12, 12] },
    see: (seen) => listsLayers(seen, ['Dense 12 · 3']),
  },
  {
    title: 'batch normalization',
    set: {
      'model.normalization': 'batch-normalization',
      'model.normalization.momentum': 0.5,
      'model.normalization.epsilon': 0.01,
    },
    see: async (seen) => {
      await listsLayers(seen, [/Batch normalization/]);
      expect(layerOf(seen.run, 'normalization-1').activation?.deviation).toBeGreaterThan(0.8);
    },
  },
  {
    title: 'layer normalization',
    set: { 'model.normalization': 'layer-normalization' },
    see: async (seen) => {
      await listsLayers(seen, [/Layer normalization/]);
      expect(Math.abs(layerOf(seen.run, 'normalization-1').activation?.mean ?? 9)).toBeLessThan(0.3);
    },
  },
  {
    title: 'parametric activation',
    set: { 'model.parametric': true, 'model.activation': 'silu' },
    see: async (seen) => {
      grows(seen);
      await listsLayers(seen, [/Parametric SiLU/]);
    },
  },
  {
    title: 'slope of the leaky ReLU',
    set: { 'model.activation': 'leaky-relu', 'model.activation.slope': 0.3 },
    see: ({ run, base }) => expect(trainLosses(run).last).not.toBe(trainLosses(base).last),
  },
  {
    title: 'number embedding, PBLD',
    set: { 'model.embedding': 'pbld', 'model.embedding.dimension': 3, 'model.embedding.hidden': 8 },
    see: grows,
  },
  {
    title: 'number embedding, periodic',
    set: { 'model.embedding': 'periodic', 'model.embedding.frequencies': 8, 'model.embedding.sigma': 0.3 },
    see: grows,
  },
  {
    title: 'category embedding',
    set: {
      'prepare.encoder': 'embedding',
      'prepare.encoder.dimension': 2,
      'prepare.encoder.minimum-categories': 5,
    },
    // Ten sizes become two numbers each.
    see: async (seen) => {
      expect(seen.run.record.parameters).not.toBe(seen.base.record.parameters);
      await listsLayers(seen, [/[Ee]mbedding/]);
      learns(seen);
    },
  },
  {
    title: 'scaling layer',
    set: { 'model.scaling-layer': true },
    see: async (seen) => {
      grows(seen);
      await listsLayers(seen, [/Scaling/]);
    },
  },
  {
    title: 'scaling of the inputs',
    set: { 'prepare.scaler': 'min-max', 'prepare.scaler.low': -1, 'prepare.scaler.high': 0.5 },
    see: ({ run, base }) => expect(trainLosses(run).last).not.toBe(trainLosses(base).last),
  },
];

export const splitLevers: readonly Lever[] = [
  {
    title: 'split and seed',
    set: { split: 'random', 'split.validation': 0.25, 'split.test': 0.25, seed: 7 },
    see: async ({ run, desk: { page } }) => {
      expect(run.record.rows).toEqual({ train: 200, validation: 100, test: 100 });
      await page.locator('.run-facts').getByText('200 / 100 / 100 rows').waitFor();
    },
  },
];

/** On top of a recipe for twelve time steps. */
export const convolutionLevers: readonly Lever[] = [
  { title: 'pooling by the largest', set: { 'model.pooling': 'max' }, see: learns },
  {
    title: 'flattened, with dense layers behind',
    set: { 'model.pooling': 'flatten', 'model.hidden': [6] },
    see: async (seen) => {
      grows(seen);
      await listsLayers(seen, ['Dense 6']);
    },
  },
  {
    title: 'filters, stride and max pooling',
    set: { 'model.filters': [6, 6], 'model.kernel': 2, 'model.stride': 2, 'model.pool-size': 2 },
    see: learns,
  },
  { title: 'dilation', set: { 'model.filters': [6, 6], 'model.dilation': 2 }, see: learns },
];

export const recurrentLevers: readonly Lever[] = [
  {
    title: 'GRU',
    set: { 'model.cell': 'gru' },
    see: (seen) => listsLayers(seen, [/GRU 8/]),
  },
  {
    title: 'simple RNN',
    set: {
      'model.cell': 'simple-rnn',
      'model.cell.activation': 'relu',
      'model.recurrent-initializer': 'zeros',
    },
    see: async (seen) => {
      await listsLayers(seen, [/RNN 8/]);
      expect(seen.run.record.parameters).toBeLessThan(seen.base.record.parameters ?? 0);
    },
  },
  {
    title: 'bidirectional, stacked, mean of the steps',
    set: { 'model.bidirectional': true, 'model.units': [8, 4], 'model.pooling': 'mean' },
    see: async (seen) => {
      grows(seen);
      learns(seen);
    },
  },
  {
    title: 'dropout between, a dense layer behind, forget bias',
    set: { 'model.dropout': 0.5, 'model.hidden': [8], 'model.cell.forget-bias': 2 },
    see: (seen) => {
      learns(seen);
      expect(disturbance(seen.run)).toBeGreaterThan(disturbance(seen.base));
    },
  },
];
