// Reading and changing a recipe by paths such as `training.learning-rate`: what the command line and remedies speak.
import { HoneError } from '../errors';
import { checkValue, parseValue } from './field-value';
import { listPaths, type RecipeField, type RecipeValue } from './fields';
import { nearest } from './nearest';
import { type Recipe, recipeSchema } from './recipe';

export { type FieldOption, listPaths, type RecipeField, type RecipeValue } from './fields';
export { formatValue } from './field-value';

type Draft = Record<string, unknown>;

// A dialect is all or nothing in a recipe: setting one part of it gives the other parts these values.
const USUAL_DIALECT = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' };

/** Makes `training.learning_rate`, `training.learningRate` and `training.optimizer.beta-1` find their fields. */
const normalize = (path: string) => path.trim().toLowerCase().replace(/[-_]/g, '');

/** Names that lead to a field beside its path: the property that holds the kind or the switch. */
function namesOf({ path, type, discriminator, keys }: RecipeField): string[] {
  if (discriminator === 'family') return [path, path.replace(/\.family$/, '')];
  if (discriminator !== undefined) return [path, `${path}.${discriminator}`];
  return type === 'boolean' && keys.at(-1) === 'enabled' ? [path, `${path}.enabled`] : [path];
}

/** The fields of that name: several where kinds of a choice have parameters of the same name. Throws if none. */
function fieldsNamed(path: string): [RecipeField, ...RecipeField[]] {
  const wanted = normalize(path);
  const found = listPaths().filter((field) => namesOf(field).some((name) => normalize(name) === wanted));
  if (found.length === 0) throw unknownPath(path);
  return found as [RecipeField, ...RecipeField[]];
}

function unknownPath(path: string): HoneError {
  const paths = [...new Set(listPaths().map((field) => field.path))];
  const inside = paths.filter((known) => known.startsWith(`${path}.`));
  const place = { field: path };
  if (inside.length > 0)
    return new HoneError('recipe-invalid', `'${path}' is a group of recipe fields, not a field.`, {
      place,
      fix: `Set one of its fields: ${inside.join(', ')}.`,
    });
  const sameEnd = paths.filter((known) => normalize(known).endsWith(`.${normalize(path)}`));
  const meant = sameEnd.length === 1 ? sameEnd[0] : nearest(path, paths);
  const group = path.split('.')[0] ?? '';
  const shown = paths.filter((known) => known.startsWith(`${group}.`));
  const hint = meant ? ` Did you mean '${meant}'?` : '';
  return new HoneError('recipe-invalid', `No recipe field '${path}'.${hint}`, {
    place,
    fix: `Fields are ${(shown.length > 0 ? shown : paths).join(', ')}.`,
  });
}

function valueAt(recipe: Recipe, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Draft | undefined)?.[key], recipe);
}

/** The kind that is chosen at a choice: `adam`, or `auto`. */
function chosenKind(recipe: Recipe, field: RecipeField): unknown {
  const value = valueAt(recipe, field.keys);
  return typeof value === 'object' ? (value as Draft)[field.discriminator ?? ''] : value;
}

function applies(recipe: Recipe, field: RecipeField): boolean {
  if (!field.owner) return true;
  const [owner] = fieldsNamed(field.owner.path);
  return applies(recipe, owner) && field.owner.kinds.includes(String(chosenKind(recipe, owner)));
}

/** Of the fields of that name the one that the recipe has at present, or null. */
function fieldInForce(recipe: Recipe, path: string): RecipeField | null {
  return fieldsNamed(path).find((field) => applies(recipe, field)) ?? null;
}

function fieldToSet(recipe: Recipe, path: string): RecipeField {
  const field = fieldInForce(recipe, path);
  if (field) return field;
  const named = fieldsNamed(path);
  const owner = named[0].owner as NonNullable<RecipeField['owner']>;
  const kinds = named.flatMap((candidate) => candidate.owner?.kinds ?? []);
  const present = String(chosenKind(recipe, fieldsNamed(owner.path)[0]));
  throw new HoneError(
    'recipe-invalid',
    `${named[0].path} belongs to ${kinds.join(' and ')}, but ${owner.path} is ${present}.`,
    { place: { field: named[0].path }, fix: `Set ${owner.path} to ${kinds[0]} first.` },
  );
}

/**
 * The value at a path: of a choice its kind, of early stopping whether it is on. Undefined for a parameter that the
 * chosen kind does not have, and for a dialect that is found by itself. Throws `recipe-invalid` for an unknown path.
 */
export function getPath(recipe: Recipe, path: string): RecipeValue | undefined {
  const field = fieldInForce(recipe, path);
  if (!field) return undefined;
  const value = field.type === 'choice' ? chosenKind(recipe, field) : valueAt(recipe, field.keys);
  return value as RecipeValue | undefined;
}

/** A copy of the recipe with another value, unchecked as a whole; everything beside the way there is shared. */
function withValue(recipe: Recipe, field: RecipeField, value: RecipeValue): Recipe {
  const option = field.options.find(({ kind }) => kind === value);
  const put = field.discriminator && !option?.plain ? { [field.discriminator]: value } : value;
  const replace = (node: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return put;
    const base = (node ?? (key in USUAL_DIALECT ? USUAL_DIALECT : {})) as Draft;
    return { ...base, [key]: replace(base[key], rest) };
  };
  return replace(recipe, field.keys) as Recipe;
}

/** Parses a changed recipe: fills in the defaults of a new kind and finds faults between several fields. */
function complete(recipe: Recipe): Recipe {
  const parsed = recipeSchema.safeParse(recipe);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = (issue?.path ?? []).map(String);
  const field = listPaths().find((candidate) => candidate.keys.join() === keys.join());
  const path = field?.path ?? keys.join('.');
  throw new HoneError('recipe-invalid', `${path} ${issue?.message ?? 'is not valid'}.`, {
    place: { field: path },
    fix: `Change ${path}.`,
  });
}

/** A new recipe with that value at the path. A kind takes its default parameters along. Throws `recipe-invalid`. */
export function setPath(recipe: Recipe, path: string, value: RecipeValue): Recipe {
  const field = fieldToSet(recipe, path);
  return complete(withValue(recipe, field, checkValue(field, value)));
}

/** `setPath` with the value as people type it. Throws `recipe-invalid`. */
export function setPathText(recipe: Recipe, path: string, text: string): Recipe {
  const field = fieldToSet(recipe, path);
  return complete(withValue(recipe, field, parseValue(field, text)));
}

/** `setPath` for several paths in their order; faults between fields are looked for at the end. Throws `recipe-invalid`. */
export function applyChanges(recipe: Recipe, changes: Readonly<Record<string, RecipeValue>>): Recipe {
  const changed = Object.entries(changes).reduce((draft, [path, value]) => {
    const field = fieldToSet(draft, path);
    return withValue(draft, field, checkValue(field, value));
  }, recipe);
  return complete(changed);
}
