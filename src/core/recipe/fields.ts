// Every field of the recipe that people can set, read off its schema, so that a new choice appears here by itself.
import { z } from 'zod';
import { recipeSchema } from './recipe';

/** A value as the command line, a form or a remedy gives it. A choice is given by its kind. */
export type RecipeValue = number | string | boolean | readonly (number | string)[];

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
  type: 'number' | 'integer' | 'boolean' | 'text' | 'integers' | 'texts' | 'choice';
  title: string;
  help: string;
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
  /** Property that names the kind of a choice of objects: `kind` or `family`. */
  discriminator: string | undefined;
  /** Kinds of the choice at `owner.path` that have this field; null for a field that is always there. */
  owner: { path: string; kinds: readonly string[] } | null;
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
}

interface Place {
  path: string;
  keys: readonly string[];
  owner: RecipeField['owner'];
}

const DISCRIMINATORS = ['kind', 'family'] as const;

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The fields below one schema node. */
function fieldsOf(node: SchemaNode, place: Place): RecipeField[] {
  const alternatives = (node.anyOf ?? []).flatMap((option) => option.oneOf ?? [option]);
  const options = node.oneOf ?? alternatives;
  if (options.length > 0) return choiceFields(node, options, place);
  if (node.properties) return groupFields(node, place);
  return 'const' in node ? [] : [describe(node, place)];
}

/** An object: its properties, led by itself as a switch where it can be enabled. */
function groupFields(node: SchemaNode, place: Place): RecipeField[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const keys = [...place.keys, name];
    if (name === 'enabled') return [describe(child, { ...place, keys })];
    const path = place.path === '' ? kebab(name) : `${place.path}.${kebab(name)}`;
    return fieldsOf(child, { path, keys, owner: place.owner });
  });
}

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
    const owner = { path, kinds: [String(kindOf(option))] };
    return groupFields(option, { ...place, owner });
  });
  return [{ ...choice, default: chosen }, ...mergeOwners(params)];
}

/** Fields that several kinds share become one, as long as they mean the same. */
function mergeOwners(fields: RecipeField[]): RecipeField[] {
  const merged = new Map<string, RecipeField>();
  for (const field of fields) {
    const identity = JSON.stringify({ ...field, owner: field.owner?.path });
    const same = merged.get(identity);
    if (!same?.owner || !field.owner) merged.set(identity, field);
    else {
      const owner = { path: same.owner.path, kinds: [...same.owner.kinds, ...field.owner.kinds] };
      merged.set(identity, { ...same, owner });
    }
  }
  return [...merged.values()];
}

function words({ title, help, source }: SchemaNode): { title?: string; help?: string; source?: string } {
  return { ...(title && { title }), ...(help && { help }), ...(source && { source }) };
}

function typeOf(node: SchemaNode): RecipeField['type'] {
  if (node.enum) return 'choice';
  if (node.type === 'array') return node.items?.type === 'string' ? 'texts' : 'integers';
  if (node.type === 'string') return 'text';
  return node.type as 'number' | 'integer' | 'boolean';
}

function describe(node: SchemaNode, { path, keys, owner }: Place): RecipeField {
  return {
    path,
    keys,
    type: typeOf(node),
    title: node.title ?? path,
    help: node.help ?? '',
    unit: node.unit,
    scale: node.scale === 'log' ? 'log' : undefined,
    default: node.default as RecipeValue | undefined,
    minimum: node.items?.minimum ?? node.minimum,
    maximum: node.items?.maximum ?? node.maximum,
    minimumLength: node.minItems ?? node.minLength,
    maximumLength: node.maxItems ?? node.maxLength,
    options: (node.enum ?? []).map((kind) => ({ kind, plain: true })),
    discriminator: undefined,
    owner,
  };
}

let fields: readonly RecipeField[] | undefined;

/** All fields in the order of the recipe. Parameters of a choice follow it; see `owner` for when they apply. */
export function listPaths(): readonly RecipeField[] {
  fields ??= fieldsOf(z.toJSONSchema(recipeSchema, { io: 'input' }) as SchemaNode, {
    path: '',
    keys: [],
    owner: null,
  });
  return fields;
}
