// Losses and outputs for classes and for numbers, weights of classes, and where a training runs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Outcome } from '../../../src/core/run/outcome';
import { type Lever, type Seen, trainLosses } from './lever';
import { readChart, showView } from './train-page';

const learns = ({ run }: Seen) => expect(trainLosses(run).last).toBeLessThan(trainLosses(run).first);

/** The chart says how the loss went, and it is another loss than that of the base. */
async function showsLoss(seen: Seen): Promise<void> {
  learns(seen);
  const { page } = seen.desk;
  await showView(page, 'Charts');
  expect(await readChart(page, 'Loss')).toMatch(/train went from [\d.]+ to [\d.]+/);
  expect(trainLosses(seen.run).first).not.toBeCloseTo(trainLosses(seen.base).first, 5);
}

/** How many rows of the test part are taken for the rare class. */
function takenForHigh({ folder }: Seen['run']): number {
  const outcome = JSON.parse(readFileSync(path.join(folder, 'outcome.json'), 'utf8')) as Outcome;
  if (outcome.kind !== 'confusion') throw new Error('Not an outcome of classes');
  const high = outcome.classes.indexOf('high');
  return outcome.counts.reduce((sum, actual) => sum + (actual[high] ?? 0), 0);
}

/** So little training that the rare class is hardly met unless it counts more. */
const short = { 'training.epochs': 1, 'training.learning-rate': 0.003 };
/** By the same training without any weights. */
let takenOtherwise = Number.NaN;
const meetsRare = ({ run }: Seen) => expect(takenForHigh(run)).toBeGreaterThan(takenOtherwise + 3);

export const classLossLevers: readonly Lever[] = [
  {
    title: 'focal loss',
    set: { 'training.loss': 'focal', 'training.loss.gamma': 3, 'training.loss.alpha': 0.5 },
    see: showsLoss,
  },
  { title: 'hinge loss', set: { 'training.loss': 'hinge' }, see: showsLoss },
  { title: 'ordinal loss', set: { 'training.loss': 'ordinal' }, see: showsLoss },
  {
    title: 'no class weights',
    set: { ...short, 'training.class-weights': 'none' },
    see: ({ run }) => {
      takenOtherwise = takenForHigh(run);
      expect(takenOtherwise).toBeLessThan(4);
    },
  },
  {
    title: 'balanced class weights',
    set: { ...short, 'training.class-weights': 'balanced' },
    see: meetsRare,
  },
  { title: 'balanced sampling', set: { ...short, 'training.sampling': 'balanced' }, see: meetsRare },
];

/** The base takes the squared error. */
export const numberLossLevers: readonly Lever[] = [
  { title: 'absolute error', set: { 'training.loss': 'absolute-error' }, see: showsLoss },
  { title: 'Huber', set: { 'training.loss': 'huber', 'training.loss.delta': 0.3 }, see: showsLoss },
  { title: 'log-cosh', set: { 'training.loss': 'log-cosh' }, see: showsLoss },
  { title: 'Poisson', set: { 'training.loss': 'poisson' }, see: showsLoss },
  {
    title: 'quantiles',
    set: { 'training.loss': 'quantile', 'training.loss.quantiles': [0.1, 0.5, 0.9] },
    see: async (seen) => {
      await showsLoss(seen);
      const { page } = seen.desk;
      await page.keyboard.press('ControlOrMeta+4');
      await page.getByText('Interval coverage').first().waitFor();
      await page.keyboard.press('ControlOrMeta+3');
    },
  },
  {
    title: 'target and gaps otherwise prepared',
    set: { 'prepare.standardize-target': false, 'prepare.imputer': 'mean', 'prepare.indicator': false },
    see: showsLoss,
  },
  { title: 'output of exp', set: { 'training.output': 'exp' }, see: showsLoss },
  { title: 'output of softplus', set: { 'training.output': 'softplus' }, see: showsLoss },
];

/** The line of facts under the run's heading names where it ran. */
const ranOn = (words: RegExp) => async (seen: Seen) => {
  learns(seen);
  await seen.desk.page.locator('.run-facts').getByText(words).waitFor();
};

export const hardwareLevers: readonly Lever[] = [
  {
    title: 'one thread',
    set: { 'hardware.threads': 1, 'hardware.device': 'cpu' },
    see: ({ run }) => {
      expect(run.record.execution?.device).toMatch(/cpu|wasm/);
      expect(run.record.execution?.threads).toBe(1);
    },
  },
  { title: 'op by op', set: { 'hardware.executor': 'eager' }, see: ranOn(/eager/) },
  { title: 'compiled', set: { 'hardware.executor': 'xla' }, see: ranOn(/XLA/) },
  { title: 'mixed precision', set: { 'hardware.precision': 'mixed' }, see: learns },
  {
    title: 'WebAssembly',
    set: { 'hardware.device': 'wasm' },
    see: async (seen) => {
      expect(seen.run.record.execution?.backend).toBe('wasm');
      await ranOn(/WebAssembly/)(seen);
      // Another arithmetic, but the same training.
      expect(trainLosses(seen.run).last).toBeCloseTo(trainLosses(seen.base).last, 2);
    },
  },
];
