// Reading and changing a recipe by paths such as `training.learning-rate`: what the command line and remedies speak.
import { HoneError } from '../errors';
import { chosenKind, fieldApplies, fieldValue } from './field-access';
import { usualDialect } from './dialect';
import { checkValue, parseValue } from './field-value';
import { type FieldOwner, listPaths, type RecipeField, type RecipeValue } from './fields';
import { nearest } from './nearest';
import { type Recipe, recipeSchema } from './recipe';

export { type FieldOption, type FieldOwner, listPaths, type RecipeField, type RecipeValue } from './fields';
export { fieldApplies, fieldValue } from './field-access';
export { formatValue } from './field-value';

type Draft = Record<string, unknown>;

/** Makes `training.learning_rate`, `training.learningRate` and `training.optimizer.beta-1` find their fields. */
const normalize = (path: string) => path.trim().toLowerCase().replace(/[-_]/g, '');

/** Names that lead to a field beside its path: the property that holds the kind or the switch. */
function namesOf({ path, type, discriminator, keys }: RecipeField): string[] {
  if (discriminator === 'family') return [path, path.replace(/\.family$/, '')];
  if (discriminator !== undefined) return [path, `${path}.${discriminator}`];
  return type === 'boolean' && keys.at(-1) === 'enabled' ? [path, `${path}.enabled`] : [path];
}

let index: ReadonlyMap<string, readonly RecipeField[]> | undefined;

/** All fields by every name that finds them. */
function fieldsByName(): ReadonlyMap<string, readonly RecipeField[]> {
  if (index) return index;
  const byName = new Map<string, RecipeField[]>();
  for (const field of listPaths())
    for (const name of new Set(namesOf(field).map(normalize)))
      byName.set(name, [...(byName.get(name) ?? []), field]);
  index = byName;
  return byName;
}

/** The fields of that name: several where kinds of a choice have parameters of the same name. Throws if none. */
function fieldsNamed(path: string): readonly [RecipeField, ...RecipeField[]] {
  const found = fieldsByName().get(normalize(path));
  if (!found) throw unknownPath(path);
  return found as readonly RecipeField[] as readonly [RecipeField, ...RecipeField[]];
}

function unknownPath(path: string): HoneError {
  const paths = [...new Set(listPaths().map((field) => field.path))];
  const inside = paths.filter((known) => known.startsWith(`${path}.`));
  const place = { field: path };
  if (inside.length > 0)
    return new HoneError('recipe-invalid', `'${path}' is a group of recipe fields, not a field.`, {
      place,
      fix: `Set one of its fields: ${listText(inside)}.`,
    });
  const sameEnd = paths.filter((known) => normalize(known).endsWith(`.${normalize(path)}`));
  const meant = sameEnd.length === 1 ? sameEnd[0] : nearest(path, paths);
  const group = path.split('.')[0] ?? '';
  const shown = paths.filter((known) => known.startsWith(`${group}.`));
  const hint = meant ? ` Did you mean '${meant}'?` : '';
  return new HoneError('recipe-invalid', `No recipe field '${path}'.${hint}`, {
    place,
    fix: `Fields are ${listText(shown.length > 0 ? shown : paths)}.`,
  });
}

/** Paths as a list that can be read: those of single kinds of a choice are left out where there are many. */
function listText(paths: readonly string[]): string {
  if (paths.length <= MOST_LISTED) return paths.join(', ');
  const least = Math.min(...paths.map(depthOf));
  const short = paths.filter((path) => depthOf(path) === least);
  const [deeper] = paths.filter((path) => depthOf(path) > least);
  return deeper === undefined ? short.join(', ') : `${short.join(', ')}, and theirs such as ${deeper}`;
}

const MOST_LISTED = 16;
const depthOf = (path: string) => path.split('.').length;

/** Of the fields of that name the one that the recipe has at present, or null. */
function fieldInForce(recipe: Recipe, path: string): RecipeField | null {
  return fieldsNamed(path).find((field) => fieldApplies(recipe, field)) ?? null;
}

function fieldToSet(recipe: Recipe, path: string): RecipeField {
  const field = fieldInForce(recipe, path);
  if (field) return field;
  const named = fieldsNamed(path);
  const owner = missingOwner(recipe, named[0].owner as FieldOwner);
  const kinds = named.flatMap((candidate) =>
    chainOf(candidate.owner).flatMap((link) => (link.path === owner.path ? link.kinds : [])),
  );
  const present = String(chosenKind(recipe, owner));
  throw new HoneError(
    'recipe-invalid',
    `${named[0].path} belongs to ${[...new Set(kinds)].join(' and ')}, but ${owner.path} is ${present}.`,
    { place: { field: named[0].path }, fix: `Set ${owner.path} to ${kinds[0]} first.` },
  );
}

function chainOf(owner: FieldOwner | null): FieldOwner[] {
  return owner ? [owner, ...chainOf(owner.owner)] : [];
}

/** Of the choices that a field hangs on the outermost that has another kind. */
function missingOwner(recipe: Recipe, owner: FieldOwner): FieldOwner {
  const outermost = chainOf(owner).reverse();
  return outermost.find((link) => !link.kinds.includes(String(chosenKind(recipe, link)))) ?? owner;
}

/**
 * The value at a path: of a choice its kind, of early stopping whether it is on. Undefined for a parameter that the
 * chosen kind does not have, and for a dialect that is found by itself. Throws `recipe-invalid` for an unknown path.
 */
export function getPath(recipe: Recipe, path: string): RecipeValue | undefined {
  const field = fieldInForce(recipe, path);
  if (!field) return undefined;
  return fieldValue(recipe, field);
}

/** A copy of the recipe with another value, unchecked as a whole; everything beside the way there is shared. */
function withValue(recipe: Recipe, field: RecipeField, value: RecipeValue): Recipe {
  const option = field.options.find(({ kind }) => kind === value);
  const put = field.discriminator && !option?.plain ? { [field.discriminator]: value } : value;
  const replace = (node: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return put;
    // A dialect is all or nothing in a recipe: setting one part of it gives the other parts their usual values.
    const base = (node ?? (key in usualDialect ? usualDialect : {})) as Draft;
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
