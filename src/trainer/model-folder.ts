// A trained model on disk: read back from a run's folder or from an exported one.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { HoneError } from '../core/errors';
import { type ModelCard, modelCardSchema } from '../core/preparation/model-card';
import { storedRecipeSchema } from '../core/recipe/migrate';
import type { Recipe } from '../core/recipe/recipe';
import { readSafetensors, type StoredTensor } from '../engine/checkpoint/safetensors';

export interface StoredModel {
  card: ModelCard;
  recipe: Recipe;
  weights: StoredTensor[];
  /** The epoch that the weights are of. */
  epoch: number;
}

/** `<run>/model`, or `hone` of an exported folder. Throws `model-invalid` naming what is missing or damaged. */
export function readModel(folder: string): StoredModel {
  const run = path.join(folder, 'model');
  const exported = path.join(folder, 'hone');
  const [model, recipeFile] = existsSync(path.join(exported, 'model.json'))
    ? [exported, path.join(exported, 'recipe.json')]
    : [run, path.join(folder, 'recipe.json')];
  if (!existsSync(path.join(model, 'model.json'))) {
    throw new HoneError('model-invalid', 'This folder holds no trained model.', {
      place: { file: folder },
      fix: 'Name the folder of a finished run or an exported one.',
    });
  }
  const card = readJson(path.join(model, 'model.json'), modelCardSchema);
  const recipe = readJson(recipeFile, storedRecipeSchema);
  const file = path.join(model, 'weights.safetensors');
  const { tensors, metadata } = readSafetensors(readBytes(file), file);
  return { card, recipe, weights: tensors, epoch: Number(metadata.epoch ?? 0) };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new HoneError('model-invalid', 'A file of the model cannot be read.', { place: { file }, cause });
  }
}

/** The file's content, checked. Throws `model-invalid` naming the file. */
function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const text = new TextDecoder().decode(readBytes(file));
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new HoneError('model-invalid', 'A file of the model is not JSON.', { place: { file }, cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new HoneError(
    'model-invalid',
    `A file of the model is not as expected: ${z.prettifyError(parsed.error)}`,
    {
      place: { file },
    },
  );
}
