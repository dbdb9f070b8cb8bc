// Whatever a person sets together either trains, compiled, or is refused by a sentence that names the field.
import { beforeAll, describe, expect, test } from 'vitest';
import { HoneError } from '../../src/core/errors';
import { createRandom, type Random } from '../../src/core/random';
import {
  formatValue,
  getPath,
  listPaths,
  type RecipeField,
  type RecipeValue,
  setPath,
} from '../../src/core/recipe/paths';
import type { Recipe } from '../../src/core/recipe/recipe';
import type { Task } from '../../src/core/task';
import type { Runtime } from '../../src/engine/runtime/runtime';
import { hasNative, openNativeRuntime } from './native-runtime';
import { smallData, smallRecipe, trainSmall } from './small-training';

const RECIPES = 36;
const CHANGES = 7;
/** Fields of the files and the machine, which a step does not see, and sizes that would only take long. */
const ELSEWHERE =
  /^(version|seed|data|split|prepare|hardware|training\.(epochs|early-stopping|pretraining|preflight|telemetry|changes))/;

const fields = listPaths().filter(({ path }) => /^(model|training)\./.test(path) && !ELSEWHERE.test(path));

/** A value that the field allows, near its small end where it counts units or steps. */
function drawValue(field: RecipeField, random: Random): RecipeValue {
  const { type, minimum = 0, maximum = 1, options } = field;
  const low = Math.max(minimum, -10);
  const high = Math.min(maximum, type === 'integer' ? low + 12 : Math.max(1, low * 2));
  const number = () => low + (high - low) * random.uniform();
  switch (type) {
    case 'choice':
      return options[random.integer(options.length)]!.kind;
    case 'boolean':
      return random.integer(2) === 1;
    case 'integer':
      return Math.round(number());
    case 'number':
      return number();
    case 'integers': {
      const most = Math.min(field.maximumLength ?? 3, 3);
      const least = field.minimumLength ?? 0;
      const drawn = Array.from(
        { length: least + random.integer(most - least + 1) },
        () => Math.max(1, minimum) + random.integer(9),
      );
      // Lists of epochs rise; lists of units may as well.
      return [...new Set(drawn)].sort((a, b) => a - b);
    }
    case 'numbers':
      return Array.from({ length: 1 + random.integer(2) }, number);
    case 'texts':
      return ['output'];
    case 'text':
    case 'records':
      return 'a';
  }
}

function drawRecipe(random: Random): { recipe: Recipe; changed: string[] } {
  const families = ['mlp', 'convolutional', 'recurrent'];
  let recipe = setPath(smallRecipe(), 'model.family', families[random.integer(families.length)]!);
  const changed = [String(recipe.model.family)];
  for (let i = 0; i < CHANGES; i++) {
    const applying = fields.filter(
      ({ path }) => path !== 'model.family' && getPath(recipe, path) !== undefined,
    );
    const field = applying[random.integer(applying.length)]!;
    const value = drawValue(field, random);
    try {
      recipe = setPath(recipe, field.path, value);
      changed.push(`${field.path}=${formatValue(value)}`);
    } catch (error) {
      // Several fields together may not go: that is what the check of a choice is for.
      expect(error).toBeInstanceOf(HoneError);
    }
  }
  return { recipe, changed };
}

describe.skipIf(!hasNative)('recipes drawn at random', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openNativeRuntime();
  });

  test.each(Array.from({ length: RECIPES }, (_, i) => i + 1))('recipe %d', (seed) => {
    const random = createRandom(seed, 77);
    const task = (['binary', 'multiclass', 'regression'] as const)[random.integer(3)] as Task;
    const { recipe, changed } = drawRecipe(random);
    const data = smallData(runtime, task, { rows: 60, positive: true });
    try {
      const { losses, state } = trainSmall(runtime, 'graph', recipe, data, 2);
      expect(losses.length, changed.join('\n')).toBe(2);
      expect(state.size).toBeGreaterThan(0);
    } catch (error) {
      if (!(error instanceof HoneError)) throw new Error(`${task}\n${changed.join('\n')}`, { cause: error });
      expect(error.place.field, changed.join('\n')).toBeTruthy();
    } finally {
      data.x.dispose();
      data.y.dispose();
    }
  });
});
