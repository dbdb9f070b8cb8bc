// From a recipe to the parts of a training: network, loss, optimizer, and what its steps do.
import { averagings } from '../../core/choices/averagings';
import type { Averaging } from '../../core/choices/averagings/averaging';
import { createChoice } from '../../core/choices/choice';
import { clippings } from '../../core/choices/clippings';
import type { Clipping } from '../../core/choices/clippings/clipping';
import type { VariableSpec } from '../../core/choices/layers/layer';
import { losses } from '../../core/choices/losses';
import type { Loss } from '../../core/choices/losses/loss';
import { withOutput } from '../../core/choices/losses/output';
import { buildNetwork } from '../../core/choices/models';
import type { InputColumns, Network } from '../../core/choices/models/model';
import { optimizers } from '../../core/choices/optimizers';
import type { Optimizer } from '../../core/choices/optimizers/optimizer';
import { withLookahead } from '../../core/choices/optimizers/with-lookahead';
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import { modelOf } from '../../core/series/time-steps';
import type { Task } from '../../core/task';
import { stateLayout } from './state';
import type { StepDefinition } from './step';

/** The loss that the recipe names, or the usual one for the task. Throws `recipe-invalid` if it does not fit the task. */
export function lossOf(recipe: Recipe, task: Task): Loss {
  const { loss: settings, output } = recipe.training;
  const fitting = losses.filter((loss) => (loss.tasks as readonly Task[]).includes(task));
  if (settings !== 'auto' && !fitting.some((loss) => loss.kind === settings.kind)) {
    throw new HoneError('recipe-invalid', `The loss ${settings.kind} does not fit a ${task} task.`, {
      place: { field: 'training.loss' },
      fix: `Use auto or ${fitting.map((loss) => loss.kind).join(', ')}.`,
    });
  }
  const usual = (fitting[0] as (typeof losses)[number]).schema;
  const loss = createChoice<Loss>(
    losses,
    settings === 'auto' ? usual.parse({ kind: usual.shape.kind.value }) : settings,
  );
  return task === 'regression' && (output === 'exp' || output === 'softplus')
    ? withOutput(loss, output)
    : loss;
}

/** The network for prepared rows of those columns. */
export function networkOf(recipe: Recipe, columns: InputColumns, outputs: number): Network {
  const inputs = columns.numbers + columns.categories.length;
  return buildNetwork(modelOf(recipe), { inputs, outputs, columns });
}

export interface StepFacts {
  recipe: Recipe;
  task: Task;
  columns: InputColumns;
  /** Number of classes; 1 for a regression. */
  classes: number;
  /** Names of variables that keep their values; none unless given. */
  frozen?: readonly string[];
}

/** Everything that a training step is made of. */
export function stepOf({ recipe, task, columns, classes, frozen = [] }: StepFacts): StepDefinition {
  const loss = lossOf(recipe, task);
  const network = freeze(networkOf(recipe, columns, loss.outputs(classes)), frozen);
  return defineStep(recipe, network, loss, columns);
}

/** A step that trains that network by the recipe's levers. */
export function defineStep(
  recipe: Recipe,
  network: Network,
  loss: Loss,
  columns: InputColumns,
): StepDefinition {
  const { training } = recipe;
  const optimizer = optimizerOf(recipe);
  const parts = {
    network,
    optimizer,
    accumulates: training.accumulate > 1,
    averages: createChoice<Averaging>(averagings, training.averaging) !== null,
  };
  return {
    ...parts,
    loss,
    layout: stateLayout(parts),
    numberInputs: columns.numbers,
    aim: 'target',
    l1: training.l1 > 0,
    l2: training.l2 > 0,
    weightDecay: (optimizer.weightDecay ?? 0) + training.weightDecay > 0,
    mixup: training.mixup > 0,
    penaltyFactors: penaltyFactors(network, training.penaltyFactors),
    rateFactors: rateFactors(network, training.depthFactor),
    notDecayed: training.weightDecayExcept,
    maxNorm: training.maxNorm,
    clip: training.clipping.kind === 'none' ? null : createChoice<Clipping>(clippings, training.clipping),
    inputNoise: training.inputNoise,
    featureDropout: training.featureDropout,
    corruption: 0,
    unchanged: 1,
  };
}

function optimizerOf({ training }: Recipe): Optimizer {
  const optimizer = createChoice<Optimizer>(optimizers, training.optimizer);
  const { enabled, every, share } = training.lookahead;
  return enabled ? withLookahead(optimizer, { every, share }) : optimizer;
}

/** The network with those variables fixed. */
function freeze(network: Network, variables: readonly string[]): Network {
  if (variables.length === 0) return network;
  const isFrozen = ({ name }: VariableSpec) => variables.includes(name);
  return {
    ...network,
    variables: network.variables.map((variable) =>
      isFrozen(variable) ? { ...variable, trainable: false } : variable,
    ),
  };
}

/** For each layer of the network that has weights, from the input on, all its variables; a block or both directions are one layer. */
export function weightedLayers(network: Network): (readonly VariableSpec[])[] {
  return network.layers
    .map((layer) => layer.variables)
    .filter((variables) => variables.some((variable) => variable.regularized));
}

function penaltyFactors(network: Network, factors: readonly number[]): Map<string, number> {
  const pairs = weightedLayers(network).flatMap((variables, i) =>
    variables.map(({ name }): [string, number] => [name, factors[i] ?? 1]),
  );
  return new Map(pairs.filter(([, factor]) => factor !== 1));
}

/** The variable's own factor, times the depth factor for each layer with weights that follows its own. */
function rateFactors(network: Network, depthFactor: number): Map<string, number> {
  const last = weightedLayers(network).length - 1;
  let depth = -1;
  const pairs = network.layers.flatMap(({ variables }) => {
    if (variables.some((variable) => variable.regularized)) depth++;
    // A layer without weights, such as a normalization, belongs to the one in front of it; in front of all, to the first.
    const factor = depthFactor ** (last - Math.max(0, depth));
    return variables.map(({ name, rateFactor = 1 }): [string, number] => [name, rateFactor * factor]);
  });
  return new Map(pairs.filter(([, factor]) => factor !== 1));
}

/** Variables of the layers in front of the output: those that pre-training trains. */
export function hiddenVariables(network: Network): string[] {
  return network.layers
    .filter(({ name, variables }) => name !== 'output' && variables.length > 0)
    .flatMap(({ variables }) => variables.map(({ name }) => name));
}
