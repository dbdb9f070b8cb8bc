// Which fields the form shows for a recipe, and how they are grouped: read off the recipe's own list of fields.
import { getPath, listPaths, type RecipeField, type RecipeValue } from '../../core/recipe/paths';
import { type Recipe, recipeSchema } from '../../core/recipe/recipe';
import { text } from '../i18n/text';

export interface Section {
  /** Key of the recipe, such as `training`. */
  id: string;
  title: string;
  fields: readonly RecipeField[];
}

/** One section per object of the recipe; single fields (the seed) join the first. `data` has a step of its own. */
export function formSections(): readonly Section[] {
  const fields = listPaths().filter((field) => field.keys[0] !== 'data');
  const single = fields.filter((field) => field.keys.length === 1 && field.discriminator === undefined);
  const ids = [
    ...new Set(fields.filter((field) => !single.includes(field)).map((field) => String(field.keys[0]))),
  ];
  return ids.map((id, i) => {
    const meta = recipeSchema.shape[id as keyof typeof recipeSchema.shape].meta();
    const own = fields.filter((field) => field.keys[0] === id && !single.includes(field));
    return {
      id,
      title: String(meta?.title ?? id),
      fields: [...own, ...(i === 0 ? single : [])].map(asMethod),
    };
  });
}

/** A choice that makes up a whole section: the section already has its title, so the field is named by its role. */
function asMethod(field: RecipeField): RecipeField {
  if (field.discriminator === undefined || field.keys.length > 1) return field;
  return { ...field, title: field.discriminator === 'family' ? text.form.family : text.form.method };
}

/** The switch over a group: the field that turns this one on or off, or undefined. */
function switchOf(field: RecipeField): RecipeField | undefined {
  const keys = [...field.keys.slice(0, -1), 'enabled'].join('.');
  return listPaths().find((other) => other.keys.join('.') === keys && other.path !== field.path);
}

/** The fields of a section that apply to the recipe: parameters of what is chosen, and of what is switched on. */
export function visibleFields(section: Section, recipe: Recipe): RecipeField[] {
  return section.fields.filter((field) => {
    const owned = !field.owner || field.owner.kinds.includes(String(getPath(recipe, field.owner.path)));
    const gate = switchOf(field);
    return owned && (!gate || getPath(recipe, gate.path) === true);
  });
}

/** Whether the field belongs under another one: a parameter of a choice inside a section, or a switched field. */
export function isInner(field: RecipeField): boolean {
  return switchOf(field) !== undefined || (field.owner !== null && field.keys.length > 2);
}

/** Whether the recipe's value differs from the default. */
export function isChanged(field: RecipeField, recipe: Recipe): boolean {
  return field.default !== undefined && !sameValue(getPath(recipe, field.path), field.default);
}

function sameValue(one: RecipeValue | undefined, other: RecipeValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** How many of the section's visible fields differ from their defaults. */
export function changedCount(section: Section, recipe: Recipe): number {
  return visibleFields(section, recipe).filter((field) => isChanged(field, recipe)).length;
}

/** What the section holds, in a few words, for when it is closed. */
export function summarize(section: Section, recipe: Recipe): string {
  const words = visibleFields(section, recipe)
    .filter((field) => field.type === 'choice')
    .map((field) => optionTitle(field, String(getPath(recipe, field.path))));
  return [...new Set(words)].slice(0, 3).join(' · ');
}

/** The title of a choice's kind: its own, or the word as people write it. */
export function optionTitle(field: RecipeField, kind: string): string {
  return field.options.find((option) => option.kind === kind)?.title ?? titleOfWord(kind);
}

/** A word of the recipe for people: `xla` is XLA, `auto` is Auto. */
export function titleOfWord(word: string): string {
  const known: Record<string, string> = text.words;
  return known[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll('-', ' ');
}

/** A value as the form would show it: the kind's title, On or Off, digits. */
export function showValue(path: string, written: string): string {
  const field = listPaths().find((candidate) => candidate.path === path);
  if (field?.type === 'choice') return optionTitle(field, written);
  if (field?.type === 'boolean') return written === 'true' ? text.form.on : text.form.off;
  return written.replaceAll(',', ', ');
}

/** The title of a field by its path, led by the title of its group where the path alone would not tell. */
export function titleOfPath(path: string): string {
  return listPaths().find((candidate) => candidate.path === path)?.title ?? path;
}
