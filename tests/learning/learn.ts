// Trains a recipe on a table in memory, from the split to the judged test rows, by the trainer's own functions.
import type { z } from 'zod';
import type { recipeSchema } from '../../src/core/recipe/recipe';
import { recipeSchema as schema } from '../../src/core/recipe/recipe';
import type { Metrics } from '../../src/core/run/metrics';
import type { Column, Table } from '../../src/core/table';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { fit } from '../../src/engine/train/fit';
import { evaluatePart } from '../../src/engine/train/judged-part';
import { countParameters } from '../../src/engine/train/state';
import { defineShape, executorKindOf, executorOpener, rowsOf } from '../../src/trainer/assembly';
import { createJudge } from '../../src/trainer/judge';
import { prepareFiles } from '../../src/trainer/load-data';
import { filesInMemory } from '../trainer/read-in-memory';

export interface Learned {
  epochs: number;
  /** Of the best epoch's weights, on rows that took no part in training. */
  test: Metrics;
}

type RecipeInput = Omit<z.input<typeof recipeSchema>, 'data'> & { task?: 'regression' | 'classification' };

/** Number columns by name; the column `y` is the target, as classes where it holds texts. */
export function tableOf(columns: Record<string, Float64Array | readonly string[]>): Table {
  const made = Object.entries(columns).map(([name, values]): Column => {
    if (values instanceof Float64Array) return { name, type: 'number', values };
    const categories = [...new Set(values)].sort();
    const codes = Int32Array.from(values, (value) => categories.indexOf(value));
    return { name, type: 'category', categories, codes };
  });
  return { rows: Object.values(columns)[0]?.length ?? 0, columns: made };
}

/** Throws where the recipe would not run compiled. */
export async function learn(
  runtime: Runtime,
  table: Table,
  { task = 'classification', ...input }: RecipeInput,
): Promise<Learned> {
  const recipe = schema.parse({ ...input, data: { target: 'y', task } });
  const data = prepareFiles(filesInMemory(table), recipe, runtime.ops);
  const definition = defineShape(recipe, data);
  const rows = rowsOf(data.train);
  const executor = executorKindOf(runtime, recipe, definition, rows);
  if (executor === 'eager') throw new Error('The recipe does not run compiled');
  const judge = createJudge(data.target);
  const result = await fit(
    {
      recipe,
      phase: 'training',
      open: executorOpener(runtime, executor, data, recipe.seed),
      rows,
      classes: data.target.kind === 'classes' ? data.train.targets : null,
      parameters: countParameters(definition.network),
      train: data.train,
      validation: data.validation,
      score: judge.score,
      resume: null,
    },
    {
      nextOrder: async () => 'go',
      takeChanges: () => [],
      onChange: () => {},
      onEpoch: () => {},
      onCheckpoint: () => {},
    },
  );
  const { test } = data;
  if (!test) throw new Error('No rows to test on');
  const metrics = judge.metrics(evaluatePart(result.executor, result.best, test), test.targets);
  result.best.dispose();
  result.executor.dispose();
  return { epochs: result.progress.epochs, test: metrics };
}
