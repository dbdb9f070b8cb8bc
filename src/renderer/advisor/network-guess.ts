// How large the network will be, counted from the profile before anything is read.
import { losses } from '../../core/choices/losses';
import type { Loss } from '../../core/choices/losses/loss';
import { createChoice } from '../../core/choices/choice';
import { buildNetwork, models } from '../../core/choices/models';
import type { NetworkInput } from '../../core/choices/models/model';
import type { Recipe } from '../../core/recipe/recipe';
import type { Profile } from '../../core/run/profile';
import type { Task } from '../../core/task';
import { guessColumns } from './columns-guess';

export interface NetworkGuess {
  features: number;
  /** Width of a prepared row. */
  inputs: number;
  /** Whether it may turn out less: a step keeps what the rows say. */
  atMost: boolean;
  /** Trained weights. */
  parameters: number;
}

/** Approximate where the training rows may hold fewer categories or gaps than the whole file. */
export function guessNetwork(profile: Profile, recipe: Recipe, task: Task): NetworkGuess {
  const { target } = recipe.data;
  const classes = profile.columns.find(({ name }) => name === target)?.distinct ?? 2;
  const { features, columns, atMost } = guessColumns(profile, recipe, classes);
  const inputs = columns.numbers + columns.categories.length;
  return {
    features,
    inputs,
    atMost,
    parameters: countWeights(recipe, task, { inputs, columns, outputs: outputsOf(recipe, task, classes) }),
  };
}

/** Width of the output layer; 0 where no loss fits the task. */
function outputsOf({ training }: Recipe, task: Task, classes: number): number {
  const settings =
    training.loss === 'auto'
      ? losses
          .find((loss) => (loss.tasks as readonly Task[]).includes(task))
          ?.schema.parse({
            kind: losses.find((loss) => (loss.tasks as readonly Task[]).includes(task))?.kind,
          })
      : training.loss;
  return settings ? createChoice<Loss>(losses, settings).outputs(classes) : 0;
}

function countWeights(recipe: Recipe, task: Task, input: NetworkInput): number {
  const family = models.find((model) => model.family === recipe.model.family);
  if (!family || input.inputs === 0 || input.outputs === 0) return 0;
  if (!(family.tasks as readonly Task[]).includes(task)) return 0;
  const { variables } = buildNetwork(recipe.model, input);
  return variables
    .filter((variable) => variable.trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1), 0);
}
