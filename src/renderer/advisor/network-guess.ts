// How large the network will be, counted from the profile before anything is read.
import { losses } from '../../core/choices/losses';
import type { Loss } from '../../core/choices/losses/loss';
import { createChoice } from '../../core/choices/choice';
import { models } from '../../core/choices/models';
import type { Recipe } from '../../core/recipe/recipe';
import type { Profile } from '../../core/run/profile';
import type { Task } from '../../core/task';

/** As in core/preparation/select-features: a text column with more values than this is left out. */
const mostCategories = 1000;

export interface NetworkGuess {
  features: number;
  /** Width of a prepared row. */
  inputs: number;
  /** Trained weights. */
  parameters: number;
}

/** Approximate where the training rows may hold fewer categories or gaps than the whole file. */
export function guessNetwork(profile: Profile, recipe: Recipe, task: Task): NetworkGuess {
  const { target, ignore } = recipe.data;
  const features = profile.columns.filter(
    ({ name, type, distinct, missing }) =>
      name !== target &&
      !ignore.includes(name) &&
      missing < profile.rows &&
      (type !== 'category' || (distinct <= mostCategories && distinct < profile.rows - missing)),
  );
  const inputs = features.reduce((sum, { type, distinct, missing }) => {
    if (type === 'category') return sum + distinct;
    return sum + 1 + (recipe.prepare.indicator && missing > 0 ? 1 : 0);
  }, 0);
  const classes = profile.columns.find(({ name }) => name === target)?.distinct ?? 2;
  return { features: features.length, inputs, parameters: countWeights(recipe, task, inputs, classes) };
}

function countWeights(recipe: Recipe, task: Task, inputs: number, classes: number): number {
  const family = models.find((model) => model.family === recipe.model.family);
  const kind = losses.find((loss) => (loss.tasks as readonly Task[]).includes(task))?.kind;
  if (!family || !kind || inputs === 0) return 0;
  const outputs = createChoice<Loss>(losses, { kind }).outputs(classes);
  const { variables } = family.build(recipe.model, { inputs, outputs });
  return variables
    .filter((variable) => variable.trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1), 0);
}
