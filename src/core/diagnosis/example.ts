// Signals for the examples that every rule carries: a plain run on 1,000 rows, to be bent as the rule needs it.
import { defaultRecipe } from '../recipe/recipe';
import type { Epoch } from '../run/epoch';
import { createRandom } from '../random';
import type { Signals } from './rule';

export interface ExampleCurves {
  epochs: number;
  /** Losses of an epoch, which counts from 1; null is not finite. */
  train: (epoch: number) => number | null;
  validation: (epoch: number) => number | null;
  /** Standard deviation of the noise on both losses; 0.002 unless told. */
  noise?: number;
  seed?: number;
}

/** Epochs with these losses and a little seeded noise. */
export function exampleEpochs({
  epochs,
  train,
  validation,
  noise = 0.002,
  seed = 1,
}: ExampleCurves): Epoch[] {
  const random = createRandom(seed);
  const shaken = (loss: number | null) => (loss === null ? null : loss + noise * random.normal());
  return Array.from({ length: epochs }, (_, i) => {
    const trainLoss = shaken(train(i + 1));
    return {
      epoch: i + 1,
      phase: 'training',
      stepLoss: trainLoss,
      trainLoss,
      validationLoss: shaken(validation(i + 1)),
      trainMetric: null,
      validationMetric: null,
      averageLoss: null,
      lossNoise: null,
      learningRate: 0.001,
      gradientNorm: 1,
      seconds: 0.1,
    };
  });
}

/** The epoch with the lowest validation loss; 0 if there is none. */
export function lowestEpoch(epochs: readonly Epoch[]): number {
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { epoch, validationLoss } of epochs) {
    if (validationLoss === null || validationLoss >= lowest) continue;
    best = epoch;
    lowest = validationLoss;
  }
  return best;
}

/** A finished binary classification with those curves, whose trivial baseline has a loss of 0.69. */
export function exampleSignals(curves: ExampleCurves): Signals {
  const epochs = exampleEpochs(curves);
  return {
    task: 'binary',
    recipe: defaultRecipe('target'),
    epochs,
    bestEpoch: lowestEpoch(epochs),
    over: true,
    rows: { train: 600, validation: 200, test: 200 },
    parameters: 70_000,
    metrics: null,
    baseline: { validation: { accuracy: 0.5, logLoss: 0.69 }, validationLoss: 0.69 },
    validationLossError: 0.015,
  };
}
