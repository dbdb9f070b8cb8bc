// Signals for the examples that every check carries: a binary classification in good order, to be bent as needed.
import { defaultRecipe } from '../recipe/recipe';
import type { PreflightSignals } from './check';

export const exampleSignals = {
  task: 'binary',
  recipe: defaultRecipe('target'),
  classes: 2,
  inputs: {
    rows: 1000,
    notFinite: 0,
    notFiniteColumn: null,
    largest: 4.2,
    largestColumn: 'age',
    magnitude: 1,
    magnitudeColumn: 'age',
  },
  batches: { rows: 32, batches: 32, uniform: 0 },
  untrained: { rows: 256, loss: 0.74, zeroLoss: Math.log(2), constantLoss: 0.68 },
  layers: [
    {
      name: 'dense-1',
      title: 'Dense 256',
      gradientNorm: 0.4,
      weightNorm: 16,
      updateRatio: 0.01,
      activation: null,
    },
    {
      name: 'activation-1',
      title: 'ReLU',
      gradientNorm: null,
      weightNorm: null,
      updateRatio: null,
      activation: {
        mean: 0.4,
        deviation: 0.6,
        saturated: null,
        dead: 0.01,
        sketch: [0, 0, 0, 0, 0.1, 0.7, 1.3, 1.7, 4],
      },
    },
    {
      name: 'output',
      title: 'Dense 1',
      gradientNorm: 0.9,
      weightNorm: 1.4,
      updateRatio: 0.01,
      activation: null,
    },
  ],
  fewRows: {
    rows: 16,
    steps: 150,
    learningRate: 0.003,
    firstLoss: 0.72,
    lastLoss: 0.01,
    constantLoss: Math.log(2),
    perfectLoss: 0,
  },
  firstSteps: { steps: 12, batchSize: 32, firstLoss: 0.75, lastLoss: 0.6, constantLoss: 0.68 },
  zeroed: { steps: 60, rows: 320, givenLoss: 0.5, zeroedLoss: 0.69, error: 0.02 },
} satisfies PreflightSignals;
