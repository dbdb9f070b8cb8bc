// Every field of the recipe that people can set, read off its schema, so that a new choice appears here by itself.
import { z } from 'zod';
import { recipeSchema } from './recipe';

/** A value as the command line, a form or a remedy gives it. A choice is given by its kind. */
export type RecipeValue = number | string | boolean | readonly (number | string)[] | readonly RecipeRecord[];

/** An entry of a list of records, as the recipe holds it: its schema says what may be in it. */
export type RecipeRecord = Readonly<Record<string, unknown>>;

/** One of the alternatives of a choice; plain enumerations have no words of their own. */
export interface FieldOption {
  kind: string;
  title?: string;
  help?: string;
  source?: string;
  /** True where the recipe holds the word itself instead of `{kind: word, …}`. */
  plain: boolean;
}

export interface RecipeField {
  /** Kebab-case with dots, such as `training.learning-rate`. */
  path: string;
  /** Property names that lead to the value in the recipe; for a choice, to the object that carries its kind. */
  keys: readonly string[];
  type: 'number' | 'integer' | 'boolean' | 'text' | 'integers' | 'numbers' | 'texts' | 'choice' | 'records';
  title: string;
  help: string;
  /** The heading under which people find it. */
  group: string;
  /** Expert fields are left out of the simple view of the form. */
  level: 'simple' | 'expert';
  unit: string | undefined;
  /** How its values are spread, for sliders and arrow keys; undefined is linear. */
  scale: 'log' | undefined;
  /** Undefined where a value must be given or is found by itself. */
  default: RecipeValue | undefined;
  /** Bounds of a number, or of each number of a list. */
  minimum: number | undefined;
  maximum: number | undefined;
  /** Bounds of the number of characters or of list items. */
  minimumLength: number | undefined;
  maximumLength: number | undefined;
  /** Of a choice, in the order in which people see them. */
  options: readonly FieldOption[];
  /** Of a list of words: the only ones that it may hold, in their order; none where it may hold any. */
  words: readonly string[];
  /** Whether the text names a column of the table. */
  column: boolean;
  /** What each record of a list may be, where the list is of choices. */
  items: readonly FieldOption[];
  /** Whether people write the records of a list themselves; others are recorded by Hone and can only be cleared. */
  given: boolean;
  /** Property that names the kind of a choice of objects: `kind` or `family`. */
  discriminator: string | undefined;
  /** The choice that has this field; null for a field that is always there. */
  owner: FieldOwner | null;
}

/** A field applies where the choice at `keys` has one of the kinds, and where that choice applies itself. */
export interface FieldOwner {
  path: string;
  keys: readonly string[];
  discriminator: string | undefined;
  kinds: readonly string[];
  /** What owns the choice. */
  owner: FieldOwner | null;
}

/** The part of JSON Schema that zod writes for a recipe, with our own words. */
interface SchemaNode {
  type?: string;
  const?: unknown;
  enum?: string[];
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  title?: string;
  help?: string;
  source?: string;
  unit?: string;
  scale?: string;
  group?: string;
  level?: string;
  given?: boolean;
  column?: boolean;
}

/** Where a node stands; heading and level go down to what is inside. */
interface Place {
  path: string;
  keys: readonly string[];
  owner: FieldOwner | null;
  group: string;
  level: RecipeField['level'];
}

const DISCRIMINATORS = ['kind', 'family'] as const;

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The fields below one schema node. */
function fieldsOf(node: SchemaNode, outside: Place): RecipeField[] {
  const place = { ...outside, ...headingOf(node, outside) };
  const alternatives = (node.anyOf ?? []).flatMap((option) => option.oneOf ?? [option]);
  const options = node.oneOf ?? alternatives;
  if (options.length > 0) return choiceFields(node, options, place);
  if (node.properties) return groupFields(node, place);
  return 'const' in node ? [] : [describe(node, place)];
}

/** Heading and level of a node: its own, else those of what it stands in. */
function headingOf(node: SchemaNode, { group, level }: Place): Pick<Place, 'group' | 'level'> {
  return { group: node.group ?? group, level: node.level === 'expert' ? 'expert' : level };
}

/** An object: its properties, led by itself as a switch where it can be enabled. */
function groupFields(node: SchemaNode, place: Place): RecipeField[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const keys = [...place.keys, name];
    if (name === 'enabled') return [describe(child, { ...place, ...headingOf(child, place), keys })];
    const path = place.path === '' ? kebab(name) : `${place.path}.${kebab(name)}`;
    // What stands at the top of a recipe heads the fields inside; a single value there is general.
    const heading = place.path === '' && isCompound(child) ? (child.title ?? capital(path)) : place.group;
    return fieldsOf(child, { ...place, path, keys, group: heading });
  });
}

const isCompound = (node: SchemaNode) => Boolean(node.properties ?? node.oneOf ?? node.anyOf);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A choice between objects: the choice itself, then the parameters of every kind. */
function choiceFields(node: SchemaNode, alternatives: SchemaNode[], place: Place): RecipeField[] {
  const discriminator = DISCRIMINATORS.find((name) =>
    alternatives.some((option) => option.properties?.[name]),
  );
  const kindOf = (option: SchemaNode) => option.const ?? option.properties?.[discriminator ?? '']?.const;
  const options = alternatives.map((option) => ({
    ...words(option),
    kind: String(kindOf(option)),
    plain: 'const' in option,
  }));
  const path = discriminator === 'family' ? `${place.path}.family` : place.path;
  const fallback = node.default as string | Record<string, string> | undefined;
  const chosen = typeof fallback === 'object' ? fallback[discriminator ?? ''] : fallback;
  const choice = { ...describe(node, { ...place, path }), type: 'choice' as const, options, discriminator };
  const params = alternatives.flatMap((option) => {
    const kinds = [String(kindOf(option))];
    const owner = { path, keys: place.keys, discriminator, kinds, owner: place.owner };
    return groupFields(option, { ...place, owner });
  });
  return [{ ...choice, default: chosen }, ...mergeOwners(params, path)];
}

/** Fields that several kinds of the choice at `path` share become one, as long as they mean the same. */
function mergeOwners(fields: RecipeField[], path: string): RecipeField[] {
  const merged = new Map<string, RecipeField>();
  for (const field of fields) {
    const identity = JSON.stringify({ ...field, owner: withKinds(field.owner, path, []) });
    const kinds = [...kindsAt(merged.get(identity)?.owner ?? null, path), ...kindsAt(field.owner, path)];
    merged.set(identity, { ...field, owner: withKinds(field.owner, path, [...new Set(kinds)]) });
  }
  return [...merged.values()];
}

/** The kinds that a chain of owners asks of the choice at `path`. */
function kindsAt(owner: FieldOwner | null, path: string): readonly string[] {
  if (!owner) return [];
  return owner.path === path ? owner.kinds : kindsAt(owner.owner, path);
}

/** The chain of owners with other kinds at `path`. */
function withKinds(owner: FieldOwner | null, path: string, kinds: readonly string[]): FieldOwner | null {
  if (!owner) return null;
  return owner.path === path ? { ...owner, kinds } : { ...owner, owner: withKinds(owner.owner, path, kinds) };
}

function words({ title, help, source }: SchemaNode): { title?: string; help?: string; source?: string } {
  return { ...(title && { title }), ...(help && { help }), ...(source && { source }) };
}

const LISTS: Record<string, RecipeField['type']> = {
  string: 'texts',
  integer: 'integers',
  number: 'numbers',
  object: 'records',
};
const SCALARS: Record<string, RecipeField['type']> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

function typeOf(node: SchemaNode, path: string): RecipeField['type'] {
  if (node.enum ?? node.oneOf ?? node.anyOf) return 'choice';
  const items = node.items?.oneOf ? 'object' : node.items?.type;
  const type = node.type === 'array' ? LISTS[items ?? ''] : SCALARS[node.type ?? ''];
  if (!type) throw new Error(`The recipe field ${path} has a schema that no form can show.`);
  return type;
}

/** What the records of a list may be, where each is a choice. */
function itemOptions({ items }: SchemaNode): FieldOption[] {
  return (items?.oneOf ?? []).map((option) => ({
    ...words(option),
    kind: String(option.properties?.kind?.const),
    plain: false,
  }));
}

function describe(node: SchemaNode, { path, keys, owner, group, level }: Place): RecipeField {
  return {
    path,
    keys,
    type: typeOf(node, path),
    title: node.title ?? path,
    help: node.help ?? '',
    group,
    level,
    unit: node.unit,
    scale: node.scale === 'log' ? 'log' : undefined,
    default: node.default as RecipeValue | undefined,
    minimum: node.items?.minimum ?? node.minimum,
    maximum: node.items?.maximum ?? node.maximum,
    minimumLength: node.minItems ?? node.minLength,
    maximumLength: node.maxItems ?? node.maxLength,
    options: (node.enum ?? []).map((kind) => ({ kind, plain: true })),
    words: node.items?.enum ?? [],
    column: node.column ?? false,
    items: itemOptions(node),
    given: node.given ?? false,
    discriminator: undefined,
    owner,
  };
}

/** The fields of any schema that is made of plain zod types and choices, in its order. */
export function fieldsOfSchema(schema: z.ZodType): RecipeField[] {
  const node = z.toJSONSchema(schema, { io: 'input' }) as SchemaNode;
  return fieldsOf(node, { path: '', keys: [], owner: null, group: 'General', level: 'simple' });
}

let fields: readonly RecipeField[] | undefined;

/** All fields in the order of the recipe. Parameters of a choice follow it; see `owner` for when they apply. */
export function listPaths(): readonly RecipeField[] {
  fields ??= fieldsOfSchema(recipeSchema);
  return fields;
}
