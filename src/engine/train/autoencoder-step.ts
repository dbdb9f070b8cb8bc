// The training step of an autoencoder: the recipe's own, with the inputs as aim.
import type { InputColumns } from '../../core/choices/models/model';
import { streamOf } from '../../core/random';
import type { Recipe } from '../../core/recipe/recipe';
import { reconstructionError, type Stage } from './autoencoder';
import type { StepDefinition } from './step';
import { defineStep } from './step-of';

/** The step of an autoencoder: the recipe's, with the inputs as aim. */
export function autoencoderStep(recipe: Recipe, columns: InputColumns, stage: Stage): StepDefinition {
  const { kind, corruption, unchanged } = recipe.training.pretraining;
  const definition = defineStep(
    stageRecipe(recipe, 0),
    stage.network,
    reconstructionError(stage.numbers),
    columns,
  );
  return {
    ...definition,
    aim: 'inputs',
    numberInputs: stage.numbers,
    corruption: kind === 'plain' ? 0 : corruption,
    unchanged,
  };
}

/** What of a recipe holds in pre-training: optimizer, rate, schedule, batches, decay and clipping. */
export function stageRecipe(recipe: Recipe, stage: number): Recipe {
  const { training } = recipe;
  return {
    ...recipe,
    // Other orders and corruptions than the training that follows, and than the other stages.
    seed: (recipe.seed ^ streamOf(`pretraining-${stage}`)) & 0x7fffffff,
    training: {
      ...training,
      epochs: training.pretraining.epochs,
      sampling: 'shuffle',
      depthFactor: 1,
      l1: 0,
      l2: 0,
      penaltyFactors: [],
      mixup: 0,
      inputNoise: 0,
      featureDropout: 0,
      averaging: { kind: 'none' },
      changes: [],
      earlyStopping: {
        ...training.earlyStopping,
        enabled: false,
        monitor: 'validation-loss',
        smoothing: 0,
        restoreBest: true,
      },
    },
  };
}
