// From typed text to a value of the field, or the sentence that says what is wrong.
import type { RecipeField } from '../../core/recipe/paths';
import { formatInput } from '../format/numbers';
import { text } from '../i18n/text';

export type Parsed<Value> = { value: Value } | { message: string };

/** What the parsers need of a field. */
export type Bounds = Pick<RecipeField, 'type' | 'minimum' | 'maximum' | 'maximumLength'>;

const wholeTypes: readonly RecipeField['type'][] = ['integer', 'integers'];

/** Takes `0.001`, `1e-3`, `1,000`, `10 000`; a comma that cannot separate thousands is a decimal comma. */
export function parseNumber(written: string, bounds: Bounds): Parsed<number> {
  const plain = written.trim().replace(/[\s_]/g, '').replace(/^[−–]/, '-');
  const thousands = /^-?[1-9]\d{0,2}(,\d{3})+$/.test(plain);
  const value = Number(thousands ? plain.replaceAll(',', '') : plain.replace(',', '.'));
  if (plain === '' || !Number.isFinite(value)) return { message: text.form.notANumber };
  if (wholeTypes.includes(bounds.type) && !Number.isInteger(value))
    return { message: text.form.notAnInteger };
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = bounds;
  return value < minimum || value > maximum ? { message: range(minimum, maximum) } : { value };
}

/** A list such as `256, 128` or `0.5, 1`; empty text is an empty list. */
export function parseNumbers(written: string, bounds: Bounds): Parsed<readonly number[]> {
  const words = written.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length > (bounds.maximumLength ?? Number.POSITIVE_INFINITY))
    return { message: text.form.tooMany(bounds.maximumLength ?? 0) };
  const values: number[] = [];
  for (const word of words) {
    const parsed = parseNumber(word, bounds);
    if ('message' in parsed) return { message: text.form.inList(word, parsed.message) };
    values.push(parsed.value);
  }
  return { value: values };
}

/** A list of names with commas between them. */
export function parseNames(written: string): Parsed<readonly string[]> {
  const names = written.split(',').map((name) => name.trim());
  return { value: names.filter((name) => name !== '') };
}

function range(minimum: number, maximum: number): string {
  if (!Number.isFinite(maximum)) return text.form.atLeast(formatInput(minimum));
  if (!Number.isFinite(minimum)) return text.form.atMost(formatInput(maximum));
  return text.form.between(formatInput(minimum), formatInput(maximum));
}
