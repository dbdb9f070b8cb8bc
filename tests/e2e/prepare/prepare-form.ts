// Setting fields in the form of the Prepare step, and rounds that together choose every kind and change every parameter.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { formatValue, listPaths, type RecipeField, type RecipeValue } from '../../../src/core/recipe/paths';
import { type Settings, setFields } from '../levers/train-page';

/** Whether the form of the Prepare step has the field. */
export const isPrepared = ({ keys }: RecipeField) =>
  ['split', 'prepare', 'series', 'augment'].includes(keys[0] ?? '');

/** Values where another one than the default does not follow from the field alone. */
const chosen: Readonly<Record<string, RecipeValue>> = {
  'series.frequency': 'day',
  'series.length': 8,
  'series.difference': 'season',
  'series.season': 7,
  'series.lags': [9],
  'series.rolling': [3, 5],
  'series.time': 'date',
  'series.key': 'shop',
  'prepare.dates.parts': ['weekday', 'month'],
  'prepare.encoder.order': 'given',
  'prepare.encoder.categories': ['south', 'north', 'west'],
  'prepare.imputer.references': 60,
  'prepare.scaler.quantiles': 50,
  'prepare.text.features': 32,
};

/** A valid value that is not the default. */
export function otherValue(field: RecipeField): RecipeValue {
  const given = chosen[field.path];
  if (given !== undefined) return given;
  const { type, default: standard, minimum = -Infinity, maximum = Infinity, options } = field;
  if (type === 'boolean') return standard !== true;
  if (type === 'choice') {
    const other = options.find(({ kind }) => kind !== standard);
    if (other) return other.kind;
  }
  if (type === 'integer' && typeof standard === 'number')
    return standard < maximum ? standard + 1 : standard - 1;
  if (type === 'number' && typeof standard === 'number') {
    const near = standard === 0 ? 0.1 : Number((standard * 0.9).toPrecision(3));
    return Math.min(maximum, Math.max(minimum, near));
  }
  throw new Error(`No other value of ${field.path} is known`);
}

/** The parameters that a kind of a choice brings along, those first that others are bounded by. */
export function parametersOf(choice: string, kind: string): Settings {
  const bounds = ['split.folds', 'split.repeats'];
  const fields = listPaths()
    .filter(({ owner }) => owner?.path === choice && owner.kinds.includes(kind))
    .sort((a, b) => bounds.indexOf(b.path) - bounds.indexOf(a.path));
  return Object.fromEntries(fields.map((field) => [field.path, otherValue(field)]));
}

export function kindsOf(choice: string): string[] {
  const field = listPaths().find(({ path, type }) => path === choice && type === 'choice');
  if (!field) throw new Error(`There is no choice ${choice}`);
  return field.options.map(({ kind }) => kind);
}

/** One settings for each round: every choice goes round its kinds, each with its parameters. */
export function roundsOf(choices: Readonly<Record<string, readonly string[]>>): Settings[] {
  const most = Math.max(...Object.values(choices).map((kinds) => kinds.length));
  return Array.from({ length: most }, (_, round) =>
    Object.fromEntries(
      Object.entries(choices).flatMap(([choice, kinds]) => {
        const kind = kinds[round % kinds.length] as string;
        return [[choice, kind], ...Object.entries(parametersOf(choice, kind))];
      }),
    ),
  );
}

export const prepareRow = (page: Page, field: string): Locator =>
  page.locator(`.prepare-settings [data-path="${field}"]`);

/** Shows the fields of experts in every section of the step. */
export async function showAll(page: Page): Promise<void> {
  const more = page.locator('.prepare-settings').getByRole('button', { name: /more for experts$/ });
  while ((await more.count()) > 0) await more.first().click();
}

export async function setPrepared(page: Page, settings: Settings): Promise<void> {
  for (const [path, value] of Object.entries(settings)) await setOne(page, path, value);
}

async function setOne(page: Page, path: string, value: RecipeValue): Promise<void> {
  const row = prepareRow(page, path);
  if ((await row.count()) === 0) await showAll(page);
  const field = listPaths().find((one) => one.path === path);
  // Kinds of a choice may have parameters of one name and different types: the control says which one is in force.
  if (typeof value === 'boolean') await row.getByRole('switch').setChecked(value);
  else if (field && field.words.length > 0) await setWords(row, value as readonly string[]);
  else if ((await row.getByRole('combobox').count()) > 0)
    await row.getByRole('combobox').selectOption(formatValue(value));
  else await row.getByRole('textbox').fill(formatValue(value));
  expect(await row.locator('.field-message').count(), `${path} = ${formatValue(value)}`).toBe(0);
  setFields.add(path);
}

async function setWords(row: Locator, words: readonly string[]): Promise<void> {
  for (const button of await row.locator('[data-word]').all()) {
    const wanted = words.includes((await button.getAttribute('data-word')) ?? '');
    if (((await button.getAttribute('aria-pressed')) === 'true') !== wanted) await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe(String(wanted));
  }
}
