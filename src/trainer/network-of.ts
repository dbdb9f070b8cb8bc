// From a recipe to the parts of a training: network, loss, optimizer, schedule.
import { createChoice } from '../core/choices/choice';
import { losses } from '../core/choices/losses';
import type { Loss } from '../core/choices/losses/loss';
import { models } from '../core/choices/models';
import type { Network } from '../core/choices/models/model';
import { optimizers } from '../core/choices/optimizers';
import type { Optimizer } from '../core/choices/optimizers/optimizer';
import { HoneError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { Task } from '../core/task';
import { stateLayout } from '../engine/train/state';
import type { StepDefinition } from '../engine/train/step';

/** The loss that the recipe names, or the usual one for the task. Throws `recipe-invalid` if it does not fit the task. */
export function lossOf(recipe: Recipe, task: Task): Loss {
  const settings = recipe.training.loss;
  const fitting = losses.filter((loss) => (loss.tasks as readonly Task[]).includes(task));
  if (settings === 'auto')
    return createChoice<Loss>(losses, { kind: (fitting[0] as (typeof losses)[number]).kind });
  if (!fitting.some((loss) => loss.kind === settings.kind)) {
    throw new HoneError('recipe-invalid', `The loss ${settings.kind} does not fit a ${task} task.`, {
      place: { field: 'training.loss' },
      fix: `Use auto or ${fitting.map((loss) => loss.kind).join(', ')}.`,
    });
  }
  return createChoice<Loss>(losses, settings);
}

/** The network for prepared rows of that width. */
export function networkOf(recipe: Recipe, inputs: number, outputs: number): Network {
  const family = models.find((model) => model.family === recipe.model.family);
  if (!family) throw new Error(`No model family ${recipe.model.family}`);
  return family.build(recipe.model, { inputs, outputs });
}

/** Everything that a training step is made of. */
export function stepOf(recipe: Recipe, task: Task, inputs: number, classes: number): StepDefinition {
  const loss = lossOf(recipe, task);
  const network = networkOf(recipe, inputs, loss.outputs(classes));
  const optimizer = createChoice<Optimizer>(optimizers, recipe.training.optimizer);
  const { l1, l2 } = recipe.training;
  return { network, loss, optimizer, layout: stateLayout(network, optimizer), l1, l2 };
}
