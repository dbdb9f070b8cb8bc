// What the next run will do, in plain sentences.
import { plannedShares } from '../../core/recipe/planned-shares';
import type { Recipe } from '../../core/recipe/recipe';
import type { Profile } from '../../core/run/profile';
import type { Runtime } from '../../core/run/job';
import type { Task } from '../../core/task';
import { optionTitle } from '../forms/field-words';
import { formatCount, formatInput } from '../format/numbers';
import { formatValue, getPath, listPaths } from '../../core/recipe/paths';
import { text } from '../i18n/text';
import { describeRuntime } from '../frame/device-line';
import { guessNetwork } from './network-guess';
import { roleOf } from '../state/data-roles';
import { guessTask } from '../state/task-guess';

/** Sentences on the rows, the preparation, the network, the training and the machine; empty without a usable target. */
export function describePlan(profile: Profile, recipe: Recipe, runtime: Runtime | null): string[] {
  const task = guessTask(profile, recipe);
  if (!task) return [];
  const { plan } = text.advisor;
  const sentences = [
    ...describeRows(profile, recipe, task),
    describePreparation(profile, recipe, task),
    describeNetwork(profile, recipe, task),
    describeTraining(recipe),
  ];
  if (runtime) sentences.push(plan.device(describeRuntime(runtime)));
  return sentences;
}

function titleAt(recipe: Recipe, path: string): string {
  const field = listPaths().find((candidate) => candidate.path === path);
  return field ? optionTitle(field, formatValue(getPath(recipe, path) ?? '')) : '';
}

function describeRows(profile: Profile, { data, split, series }: Recipe, task: Task): string[] {
  const shares = plannedShares(split);
  if (series.enabled) return [describeWindows(profile, data.target, series)];
  if (!shares) return [];
  const { validation, test } = shares;
  const rows = (share: number) => formatCount(Math.round(profile.rows * share));
  const distinct = profile.columns.find(({ name }) => name === data.target)?.distinct ?? 0;
  return [
    text.advisor.plan.rows(
      data.target,
      task === 'regression' ? null : distinct,
      rows(1 - validation - test),
      rows(validation),
      test > 0 ? rows(test) : null,
    ),
  ];
}

function describeWindows({ columns }: Profile, target: string, series: Recipe['series']): string {
  const { length, horizon, key } = series;
  const keys = columns.find(({ name }) => name === key)?.distinct ?? 1;
  return text.advisor.plan.windows(target, length, horizon, formatCount(keys), keys);
}

function describePreparation(profile: Profile, recipe: Recipe, task: Task): string {
  const { features, inputs, atMost } = guessNetwork(profile, recipe, task);
  const used = profile.columns.filter(({ name }) => roleOf(recipe.data, name) === 'feature');
  const gaps = used.some(({ type, missing }) => type !== 'category' && missing > 0);
  const numbers = used.some(({ type }) => type === 'number' || type === 'date');
  return text.advisor.plan.preparation(
    features,
    formatCount(inputs),
    atMost,
    numbers ? titleAt(recipe, 'prepare.scaler') : null,
    gaps ? titleAt(recipe, 'prepare.imputer') : null,
    used.some(({ type }) => type === 'category') && !recipe.series.enabled
      ? titleAt(recipe, 'prepare.encoder')
      : null,
  );
}

function describeNetwork(profile: Profile, recipe: Recipe, task: Task): string {
  const { parameters } = guessNetwork(profile, recipe, task);
  return text.advisor.plan.network(describeLayers(recipe), formatCount(parameters));
}

const conjunction = new Intl.ListFormat(text.locale, { type: 'conjunction' });

const listOf = (numbers: readonly number[]) => conjunction.format(numbers.map(String));

/** The layers in the words of their family. */
function describeLayers(recipe: Recipe): string {
  const { plan } = text.advisor;
  const { model } = recipe;
  const family = titleAt(recipe, 'model.family');
  const dense = model.hidden.join(', ');
  switch (model.family) {
    case 'mlp':
      return plan.perceptron(family, dense);
    case 'recurrent': {
      const { units, bidirectional, steps } = model;
      const cell = titleAt(recipe, 'model.cell');
      return plan.withDense(plan.recurrent(cell, listOf(units), bidirectional, plan.steps(steps)), dense);
    }
    case 'convolutional': {
      const { filters, kernel, steps } = model;
      const network = plan.convolutional(family, listOf(filters), String(kernel), plan.steps(steps));
      return plan.withDense(network, dense);
    }
  }
}

function describeTraining(recipe: Recipe): string {
  const { epochs, batchSize, learningRate, earlyStopping } = recipe.training;
  return text.advisor.plan.training({
    optimizer: titleAt(recipe, 'training.optimizer'),
    learningRate: formatInput(learningRate),
    schedule: titleAt(recipe, 'training.schedule'),
    epochs: formatCount(epochs),
    batchSize: formatCount(batchSize),
    patience: earlyStopping.enabled ? formatCount(earlyStopping.patience) : null,
  });
}
