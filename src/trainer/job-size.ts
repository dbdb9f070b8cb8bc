// How large the steps of a training are, told before any tensor is made: what chooses its device.
import type { Recipe } from '../core/recipe/recipe';
import { timeStepsOf } from '../core/series/time-steps';
import type { JobSize } from '../engine/runtime/device-rule';
import { batchSizeAt } from '../engine/train/epoch-plan';
import { countParameters } from '../engine/train/state';
import { defineShape } from './assembly';
import type { FittedData } from './fit-data';

/** The size of a step of the first epoch. */
export function jobSizeOf(data: FittedData, recipe: Recipe): JobSize {
  const { network } = defineShape(recipe, data);
  const steps = 'steps' in recipe.model ? timeStepsOf(recipe) : 1;
  // Two operations per weight and row forward, four backward; a weight of a sequence is used at each of its steps.
  const stepFlops = 6 * countParameters(network) * steps * batchSizeAt(recipe, 0, data.parts.train.length);
  return { stepFlops, sequence: recipe.model.family === 'recurrent' ? steps : 1 };
}
