// How large the network will be, counted from the profile before anything is read.
import { encoders } from '../../core/choices/encoders';
import type { Encoder } from '../../core/choices/encoders/encoder';
import { losses } from '../../core/choices/losses';
import type { Loss } from '../../core/choices/losses/loss';
import { createChoice } from '../../core/choices/choice';
import { buildNetwork, models } from '../../core/choices/models';
import type { InputColumns, NetworkInput } from '../../core/choices/models/model';
import type { Recipe } from '../../core/recipe/recipe';
import type { ColumnProfile, Profile } from '../../core/run/profile';
import type { Task } from '../../core/task';
import { roleOf } from '../state/data-roles';

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
  const { target } = recipe.data;
  const features = profile.columns.filter(
    ({ name, type, distinct, missing }) =>
      roleOf(recipe.data, name) === 'feature' &&
      missing < profile.rows &&
      (type !== 'category' || (distinct <= mostCategories && distinct < profile.rows - missing)),
  );
  const columns = guessColumns(features, recipe);
  const inputs = columns.numbers + columns.categories.length;
  const classes = profile.columns.find(({ name }) => name === target)?.distinct ?? 2;
  return {
    features: features.length,
    inputs,
    parameters: countWeights(recipe, task, { inputs, columns, outputs: outputsOf(recipe, task, classes) }),
  };
}

/** What the columns of a prepared row hold: numbers with their marks of gaps, and categories as the encoder has them. */
function guessColumns(features: readonly ColumnProfile[], { prepare }: Recipe): InputColumns {
  const encoder = createChoice<Encoder>(encoders, prepare.encoder);
  const numbers = features.filter(({ type }) => type !== 'category');
  const marks = prepare.indicator ? numbers.filter(({ missing }) => missing > 0).length : 0;
  const counts = features.filter(({ type }) => type === 'category').map(({ distinct }) => distinct);
  const held = counts.filter((count) => encoder.vectors?.holds(count));
  const encoded = counts
    .filter((count) => !encoder.vectors?.holds(count))
    .reduce((sum, count) => sum + encoder.width(count), 0);
  return {
    numbers: numbers.length + marks + encoded,
    continuous: numbers.filter(({ type }) => type !== 'boolean').length,
    categories: held,
    ...(encoder.vectors && held.length > 0 ? { dimension: encoder.vectors.dimension } : {}),
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
