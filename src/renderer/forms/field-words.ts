// Fields, choices and values in the words of the form.
import { listPaths, type RecipeField } from '../../core/recipe/paths';
import { text } from '../i18n/text';

/** The title of a choice's kind: its own, or the word as people write it. */
export function optionTitle(field: RecipeField, kind: string): string {
  return field.options.find((option) => option.kind === kind)?.title ?? titleOfWord(kind);
}

/** A word of the recipe for people: `xla` is XLA, `auto` is Auto. */
export function titleOfWord(word: string): string {
  const known: Record<string, string> = text.words;
  return known[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll('-', ' ');
}

/** A value as the form would show it: the kind's title, On or Off, digits, how many records. */
export function showValue(path: string, written: string): string {
  const field = fieldAt(path);
  if (field?.type === 'choice') return optionTitle(field, written);
  if (field?.type === 'boolean') return written === 'true' ? text.form.on : text.form.off;
  if (field?.type === 'records')
    return (field.given ? text.form.entries : text.form.records)(countRecords(written));
  return written.replaceAll(',', ', ');
}

/** Records in a recorded list as it is written into a text. */
function countRecords(written: string): number {
  if (!written.startsWith('[')) return 0;
  const list: unknown = JSON.parse(written);
  return Array.isArray(list) ? list.length : 0;
}

/** The title of a field by its path; the path itself where it is none. */
export function titleOfPath(path: string): string {
  return fieldAt(path)?.title ?? path;
}

function fieldAt(path: string): RecipeField | undefined {
  return listPaths().find((candidate) => candidate.path === path);
}
