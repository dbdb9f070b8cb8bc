// How much pre-flight tries out, by the size of the network and never by a clock: the same recipe gives the same checks.
import type { Network } from '../core/choices/models/model';
import type { Recipe } from '../core/recipe/recipe';
import { timeStepsOf } from '../core/series/time-steps';
import { countParameters } from '../engine/train/state';

export interface TrialPlan {
  learningRate: number;
  fewRowsSteps: number;
  /** Steps of the comparison with zeros after which it is judged; the better moment counts, before it learns by heart. */
  moments: readonly number[];
  /** Batches of validation rows at the most. */
  judged: number;
}

/** Adam's rate for a network of usual size; a small one takes longer steps, as each of its weights has more to do. */
const LEARNING_RATE = 0.003;
const LARGEST_RATE = 0.05;
const USUAL_PARAMETERS = 40_000;
/** Larger networks get fewer steps, so that the checks stay short. */
const MOST_PARAMETERS = 350_000;
const FIRST_STEPS = 12;
const LEAST_FIRST_STEPS = 4;
/** Rows times weights of the recipe's first steps: about half a second. */
const MOST_FIRST_WORK = 5e8;

/** Weights that a row passes: those of a recurrence or a convolution once in each time step. */
function weightsPerRow(network: Network, recipe: Recipe): number {
  return countParameters(network) * ('steps' in recipe.model ? timeStepsOf(recipe) : 1);
}

export function planTrials(network: Network, recipe: Recipe): TrialPlan {
  const share = Math.min(1, MOST_PARAMETERS / weightsPerRow(network, recipe));
  const rate = LEARNING_RATE * Math.sqrt(USUAL_PARAMETERS / countParameters(network));
  return {
    learningRate: Number(Math.min(LARGEST_RATE, Math.max(LEARNING_RATE, rate)).toPrecision(1)),
    fewRowsSteps: Math.max(40, Math.round(150 * share)),
    moments: share === 1 ? [20, 60] : [Math.max(20, Math.round(60 * share))],
    judged: Math.max(6, Math.round(40 * share)),
  };
}

/** Steps of the recipe's own that are taken, op by op. */
export function planFirstSteps(network: Network, recipe: Recipe, batchSize: number): number {
  const steps = Math.floor(MOST_FIRST_WORK / (weightsPerRow(network, recipe) * batchSize));
  return Math.min(FIRST_STEPS, Math.max(LEAST_FIRST_STEPS, steps));
}
