// Recipe paths: listed, read, set by value and by text, and refused with help.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimizers } from '../../../src/core/choices/optimizers';
import { HoneError } from '../../../src/core/errors';
import {
  applyChanges,
  formatValue,
  getPath,
  listPaths,
  type RecipeField,
  setPath,
  setPathText,
} from '../../../src/core/recipe/paths';
import { defaultRecipe, type Recipe, recipeSchema } from '../../../src/core/recipe/recipe';

const recipe = defaultRecipe('y');

function refusal(attempt: () => unknown): HoneError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof HoneError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test.each([
  ['seed', '7', 7],
  ['data.target', 'price', 'price'],
  ['data.ignore', 'id, name', ['id', 'name']],
  ['data.ignore', '["a,b"]', ['a,b']],
  ['data.task', 'Regression', 'regression'],
  ['data.dialect.delimiter', ';', ';'],
  ['data.dialect.delimiter', '\\t', '\t'],
  ['split', 'random', 'random'],
  ['split.test', '0', 0],
  ['prepare.scaler', 'min-max', 'min-max'],
  ['prepare.standardize-target', 'off', false],
  ['model', 'mlp', 'mlp'],
  ['model.family', 'mlp', 'mlp'],
  ['model.hidden', '64,32', [64, 32]],
  ['model.hidden', '[64]', [64]],
  ['model.hidden', 'none', []],
  ['model.dropout', '.5', 0.5],
  ['model.normalization', 'batch-normalization', 'batch-normalization'],
  ['model.residual', 'yes', true],
  ['model.activation', 'tanh', 'tanh'],
  ['training.learning-rate', '1e-2', 0.01],
  ['training.learningRate', '0.5', 0.5],
  ['training.early-stopping', 'false', false],
  ['training.early-stopping.enabled', 'no', false],
  ['training.early-stopping.patience', '3', 3],
  ['training.early-stopping.min-delta', '0.1', 0.1],
  ['training.optimizer', 'rmsprop', 'rmsprop'],
  ['training.optimizer.kind', 'sgd', 'sgd'],
  ['training.optimizer.beta1', '0.8', 0.8],
  ['training.optimizer.beta-1', '0.8', 0.8],
  ['training.optimizer.epsilon', '1e-5', 1e-5],
  ['training.loss', 'cross-entropy', 'cross-entropy'],
  ['training.loss', 'auto', 'auto'],
  ['training.schedule', 'constant', 'constant'],
  ['hardware.executor', 'eager', 'eager'],
])('%s = %s', (path, text, value) => {
  const changed = setPathText(recipe, path, text);
  expect(getPath(changed, path)).toEqual(value);
  expect(recipeSchema.parse(changed)).toEqual(changed);
});

test('a kind brings its default parameters along', () => {
  expect(setPathText(recipe, 'training.optimizer', 'momentum').training.optimizer).toEqual({
    kind: 'momentum',
    momentum: 0.9,
  });
  expect(setPathText(recipe, 'training.loss', 'squared-error').training.loss).toEqual({
    kind: 'squared-error',
  });
});

test('the recipe that is changed stays as it was', () => {
  const before = JSON.stringify(recipe);
  setPathText(recipe, 'model.hidden', '1,2,3');
  expect(JSON.stringify(recipe)).toBe(before);
});

test('changes are applied in their order, and faults between fields are looked for at the end', () => {
  const changed = applyChanges(recipe, {
    'prepare.scaler': 'min-max',
    'prepare.scaler.low': 2,
    'prepare.scaler.high': 3,
  });
  expect(changed.prepare.scaler).toEqual({ kind: 'min-max', low: 2, high: 3 });
  expect(refusal(() => applyChanges(changed, { 'prepare.scaler.high': 1 })).message).toBe(
    'prepare.scaler.high must be above low, which is 2.',
  );
  expect(refusal(() => applyChanges(recipe, { 'split.test': 0.9 })).place.field).toBe('split.test');
});

/** `a, b or c`: whatever the registry holds. */
const kinds = (choices: readonly { kind: string }[]) =>
  choices
    .map(({ kind }) => kind)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

test.each(['training.epoch', 'training', 'zzz'])('the list of fields beside %s can be read', (path) => {
  const { fix = '' } = refusal(() => setPathText(recipe, path, '1'));
  expect(fix.length).toBeLessThan(1000);
  expect(fix).toContain(path === 'zzz' ? 'seed' : 'training.epochs, training.batch-size');
  expect(fix).toMatch(/, and theirs such as [a-z0-9.-]+\.$/);
});

test.each([
  [
    'training.learning-rat',
    '1',
    "No recipe field 'training.learning-rat'. Did you mean 'training.learning-rate'?",
  ],
  ['learning-rate', '1', "No recipe field 'learning-rate'. Did you mean 'training.learning-rate'?"],
  ['trianing.epochs', '1', "No recipe field 'trianing.epochs'. Did you mean 'training.epochs'?"],
  ['zzz', '1', "No recipe field 'zzz'."],
  ['version', '2', "No recipe field 'version'."],
  ['training', '1', "'training' is a group of recipe fields, not a field."],
  ['training.learning-rate', '1000', "training.learning-rate must be a number from 1e-8 to 100, not '1000'."],
  ['training.learning-rate', 'fast', "training.learning-rate must be a number from 1e-8 to 100, not 'fast'."],
  ['training.epochs', '1.5', "training.epochs must be a whole number from 1 to 100000, not '1.5'."],
  ['training.epochs', '', "training.epochs must be a whole number from 1 to 100000, not ''."],
  ['training.epochs', 'NaN', "training.epochs must be a whole number from 1 to 100000, not 'NaN'."],
  [
    'training.optimizer',
    'adamm',
    `training.optimizer must be ${kinds(optimizers)}, not 'adamm'. Did you mean 'adam'?`,
  ],
  [
    'training.optimizer.rho',
    '0.9',
    'training.optimizer.rho belongs to rmsprop and adadelta, but training.optimizer is adam.',
  ],
  ['training.early-stopping', 'maybe', "training.early-stopping must be true or false, not 'maybe'."],
  [
    'model.hidden',
    '64,x',
    "model.hidden must be a list of at most 16 items, each a whole number from 1 to 8192, separated by commas, not '64,x'.",
  ],
  [
    'model.hidden',
    '[64',
    "model.hidden must be a list of at most 16 items, each a whole number from 1 to 8192, separated by commas, not '[64'.",
  ],
  ['data.target', '', "data.target must be a text of at least 1 character, not ''."],
  ['data.dialect.quote', '``', "data.dialect.quote must be a text of at most 1 character, not '``'."],
])('refuses %s = %s', (path, text, message) => {
  const error = refusal(() => setPathText(recipe, path, text));
  expect(error.message).toBe(message);
  expect(error.code).toBe('recipe-invalid');
  expect(error.place.field).toBe(path);
  expect(error.fix).toBeTruthy();
});

test('typed values are checked like texts', () => {
  for (const value of ['5', 5.5, Number.NaN, Number.POSITIVE_INFINITY, true, [5]])
    expect(refusal(() => setPath(recipe, 'training.epochs', value)).place.field).toBe('training.epochs');
});

test('a parameter of another kind has no value at present', () => {
  expect(getPath(recipe, 'training.optimizer.rho')).toBeUndefined();
  expect(getPath(recipe, 'data.dialect.delimiter')).toBeUndefined();
  expect(refusal(() => getPath(recipe, 'nothing')).code).toBe('recipe-invalid');
});

/** A recipe in which the field applies: the first kind that has it is chosen, the outermost choice first. */
function withOwner({ owner }: Pick<RecipeField, 'owner'>): Recipe {
  return owner ? setPath(withOwner(owner), owner.path, owner.kinds[0] as string) : recipe;
}

test('every field has words, a default that can be set, and reads back what was set', () => {
  expect(listPaths().length).toBeGreaterThan(30);
  for (const field of listPaths()) {
    expect(field.title, field.path).not.toBe('');
    expect(field.help, field.path).toMatch(/\.$/);
    const base = withOwner(field);
    const value = getPath(base, field.path);
    if (field.default !== undefined) expect(value, field.path).toEqual(field.default);
    if (value === undefined) continue;
    expect(setPathText(base, field.path, formatValue(value)), field.path).toEqual(base);
    for (const option of field.options) {
      expect(getPath(setPath(base, field.path, option.kind), field.path)).toBe(option.kind);
    }
  }
});

test('any allowed number is set and read back as text, any other is refused', () => {
  const numbers = listPaths().filter((field) => field.type === 'number' || field.type === 'integer');
  expect(numbers.length).toBeGreaterThan(10);
  const anyNumber = fc
    .oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.integer(),
      fc.integer({ min: -2, max: 300 }),
    )
    .map((number) => number + 0);
  fc.assert(
    fc.property(fc.constantFrom(...numbers), anyNumber, (field, number) => {
      const base = withOwner(field);
      const whole = field.type !== 'integer' || Number.isInteger(number);
      const allowed = whole && number >= field.minimum! && number <= field.maximum!;
      if (!allowed) {
        expect(refusal(() => setPathText(base, field.path, String(number))).place.field).toBe(field.path);
        return;
      }
      try {
        expect(getPath(setPathText(base, field.path, String(number)), field.path)).toBe(number);
      } catch (error) {
        // Only the rules between fields may still object.
        expect((error as HoneError).message).toMatch(
          /must be above low|at most, together|at least the shortest run/,
        );
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});
