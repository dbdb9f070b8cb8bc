// Synthetic runs for the tests of the rules: a course with seeded noise that carries over from epoch to epoch.
import { exampleSignals, lowestEpoch } from '../../../src/core/diagnosis/example';
import type { Signals } from '../../../src/core/diagnosis/rule';
import { createRandom } from '../../../src/core/random';
import { applyChanges, type RecipeValue } from '../../../src/core/recipe/paths';

export interface Course {
  epochs: number;
  train: (epoch: number) => number;
  validation: (epoch: number) => number;
  /** Standard deviation of the noise on the validation loss; the training loss has a third of it. */
  noise: number;
  /** Share of the noise of an epoch that the next one inherits. */
  carried?: number;
  seed: number;
  validationLossError?: number;
  changes?: Record<string, RecipeValue>;
}

export function syntheticRun(course: Course): Signals {
  const { epochs, train, validation, noise, carried = 0, seed, changes = {} } = course;
  const random = createRandom(seed, 77);
  const fresh = Math.sqrt(1 - carried ** 2);
  let disturbance = random.normal();
  const shaken = (epoch: number) => {
    disturbance = carried * disturbance + fresh * random.normal();
    return validation(epoch) + noise * disturbance;
  };
  const quiet = exampleSignals({ epochs, train, validation: shaken, noise: 0 });
  const shakenTrain = quiet.epochs.map((epoch) => ({
    ...epoch,
    trainLoss: epoch.trainLoss! + (noise / 3) * random.normal(),
  }));
  return {
    ...quiet,
    epochs: shakenTrain,
    bestEpoch: lowestEpoch(shakenTrain),
    recipe: applyChanges({ ...quiet.recipe, training: { ...quiet.recipe.training, epochs } }, changes),
    validationLossError: course.validationLossError ?? noise,
  };
}
