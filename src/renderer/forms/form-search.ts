// Finding fields by what people call them: title, path, options, synonyms, and last the description.
import type { FieldOption } from '../../core/recipe/paths';
import { fieldValue, formatValue, type RecipeField, type RecipeValue } from '../../core/recipe/paths';
import type { Recipe } from '../../core/recipe/recipe';
import { text } from '../i18n/text';
import { optionTitle, titleOfWord } from './field-words';
import { type FormField, formFields, isInForce } from './form-model';

export interface Found {
  field: FormField;
  /** Found by a name; false where only the description speaks of it. */
  byName: boolean;
  /** Options of a choice whose names, or else whose descriptions, were found. */
  options: readonly FieldOption[];
  /** The description that speaks of it, where no name does. */
  said: string;
  /** What must be chosen or switched on before the field is there; empty if it is. */
  missing: readonly Missing[];
}

/** A choice or switch that stands in the way, and the values that let the field in. */
export interface Missing {
  field: Pick<RecipeField, 'path' | 'title'>;
  values: readonly { value: RecipeValue; title: string }[];
}

interface Entry {
  field: FormField;
  names: string;
  /** The whole path, for queries that are written like one. */
  path: string;
  options: readonly { option: FieldOption; names: string; help: string }[];
  help: string;
}

/** The words of a query, as they are looked for. */
export function queryWords(query: string): readonly string[] {
  return spread(query)
    .split(' ')
    .filter((word) => word !== '');
}

/** Lower case, with one blank between words; hyphens and dots separate words. */
const spread = (written: string) => written.toLowerCase().replace(/[\s\-_.,·()/]+/g, ' ');

/** Both spellings of words with hyphens: `warm up` and `warmup`. */
const spell = (...parts: readonly string[]) =>
  ` ${spread(parts.join(' '))} ${parts.join(' ').toLowerCase().replaceAll('-', '')} `;

let entries: readonly Entry[] | undefined;

function index(): readonly Entry[] {
  entries ??= formFields().map((field) => {
    const synonyms: Record<string, string> = text.form.synonyms;
    const own = field.path.split('.').at(-1) ?? '';
    const names = spell(field.title, own, field.group, synonyms[field.path] ?? '');
    const options = field.options.map((option) => ({
      option,
      names: spell(option.title ?? titleOfWord(option.kind), option.kind, synonyms[option.kind] ?? ''),
      help: spell(option.help ?? ''),
    }));
    return { field, names, path: spell(field.path), options, help: spell(field.help) };
  });
  return entries;
}

const hasAll = (haystack: string, words: readonly string[]) =>
  words.every((word) => haystack.includes(` ${word}`));

/** The fields for a query in the order of the form, those found by name first. One field for each path. */
export function searchFields(query: string, recipe: Recipe): readonly Found[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const isPath = query.includes('.');
  const found = index().flatMap((entry) => {
    const match = isPath ? matchPath(entry, words) : matchWords(entry, words);
    return match ? [{ field: entry.field, ...match, missing: missingFor(entry.field, recipe) }] : [];
  });
  const best = onePerPath(found, recipe);
  return [...best.filter(({ byName }) => byName), ...best.filter(({ byName }) => !byName)];
}

type Match = Pick<Found, 'byName' | 'options' | 'said'>;

function matchPath({ path }: Entry, words: readonly string[]): Match | null {
  return hasAll(path, words) ? { byName: true, options: [], said: '' } : null;
}

/** By the field's names or those of an option, else by its description or that of an option. */
function matchWords({ field, names, options, help }: Entry, words: readonly string[]): Match | null {
  const named = options.filter((option) => hasAll(option.names, words)).map(({ option }) => option);
  if (named.length > 0 || hasAll(names, words)) return { byName: true, options: named, said: '' };
  if (hasAll(`${names}${help}`, words)) return { byName: false, options: [], said: field.help };
  const [told] = options.filter((option) => hasAll(`${option.names}${option.help}`, words));
  if (!told) return null;
  const { option } = told;
  const said = `${optionTitle(field, option.kind)}: ${option.help ?? ''}`;
  return { byName: false, options: [option], said };
}

/** Of the fields of one path the one in force, else the first with the kinds of all. */
function onePerPath(found: readonly Found[], recipe: Recipe): Found[] {
  const paths = new Map<string, Found>();
  for (const one of found) {
    const known = paths.get(one.field.path);
    if (!known || isInForce(recipe, one.field)) paths.set(one.field.path, one);
    else if (known.missing.length > 0)
      paths.set(one.field.path, { ...known, missing: join(known.missing, one.missing) });
  }
  return [...paths.values()];
}

/** Alternatives of the same choice become one line. */
function join(known: readonly Missing[], more: readonly Missing[]): readonly Missing[] {
  return known.map((one) => {
    const other = more.find(({ field }) => field.path === one.field.path);
    const values = [...one.values, ...(other?.values ?? [])];
    const fresh = values.filter(
      ({ value }, i) => values.findIndex((candidate) => candidate.value === value) === i,
    );
    return { ...one, values: fresh };
  });
}

function missingFor(field: FormField, recipe: Recipe): Missing[] {
  const missing: Missing[] = [];
  for (let { owner } = field; owner; owner = owner.owner) {
    const choice = formFields().find((candidate) => candidate.path === owner?.path);
    const chosen =
      choice && isInForce(recipe, choice) ? formatValue(fieldValue(recipe, choice) ?? '') : undefined;
    if (!choice || (chosen !== undefined && owner.kinds.includes(chosen))) continue;
    const values = owner.kinds.map((kind) => ({ value: kind, title: optionTitle(choice, kind) }));
    missing.unshift({ field: choice, values });
  }
  const off = field.switches.filter((gate) => fieldValue(recipe, gate) === false);
  return [
    ...missing,
    ...off.map((gate) => ({ field: gate, values: [{ value: true, title: text.form.on }] })),
  ];
}
