// What the columns of a prepared row will hold, counted from the profile before anything is read.
import { createChoice } from '../../core/choices/choice';
import { dates } from '../../core/choices/dates';
import type { DateTreatment } from '../../core/choices/dates/date';
import { encoders } from '../../core/choices/encoders';
import type { Encoder } from '../../core/choices/encoders/encoder';
import type { InputColumns } from '../../core/choices/models/model';
import { texts } from '../../core/choices/texts';
import type { TextEncoder } from '../../core/choices/texts/text';
import { stepOf } from '../../core/preparation/column-steps';
import type { Recipe } from '../../core/recipe/recipe';
import type { ColumnProfile, Profile } from '../../core/run/profile';
import { roleOf } from '../state/data-roles';

/** As in core/preparation/select-features: a column of categories with more of them than this is left out. */
const mostCategories = 1000;

export interface ColumnsGuess {
  features: number;
  columns: InputColumns;
  /** Whether a step keeps fewer columns than these, and only the rows can say how many. */
  atMost: boolean;
}

/** Approximate where the training rows may hold fewer categories or gaps than the whole file. */
export function guessColumns(profile: Profile, recipe: Recipe, classes: number): ColumnsGuess {
  if (recipe.series.enabled) return guessWindows(profile, recipe);
  const features = profile.columns.filter((column) => isFeature(column, profile, recipe));
  return { features: features.length, ...withSteps(columnsOf(features, recipe, classes), recipe) };
}

function isFeature({ name, type, distinct, missing }: ColumnProfile, { rows }: Profile, recipe: Recipe) {
  if (roleOf(recipe.data, name) !== 'feature' || missing === rows) return false;
  if (type === 'text') return recipe.prepare.text.kind !== 'none';
  return type !== 'category' || (distinct <= mostCategories && distinct < rows - missing);
}

/** Numbers with their marks of gaps and what dates and texts become, and categories as their encoders have them. */
function columnsOf(features: readonly ColumnProfile[], recipe: Recipe, classes: number): InputColumns {
  const { prepare } = recipe;
  const text = createChoice<TextEncoder | null>(texts, prepare.text)?.features ?? 0;
  const of = (type: ColumnProfile['type']) => features.filter((column) => column.type === type);
  const [measured, days, booleans] = [of('number'), of('date'), of('boolean')];
  const gaps = [...measured, ...days, ...booleans].filter(({ missing }) => missing > 0).length;
  const dated = days.reduce((sum, column) => sum + dateWidth(column, recipe), 0);
  const categories = of('category').map(({ name, distinct }) => ({
    distinct,
    encoder: createChoice<Encoder>(encoders, stepOf(recipe, name).encoder),
  }));
  const held = categories.filter(({ encoder, distinct }) => encoder.vectors?.holds(distinct));
  const encoded = categories
    .filter((category) => !held.includes(category))
    .reduce((sum, { encoder, distinct }) => sum + encoder.width(distinct, classes), 0);
  const numbers = measured.length + dated + booleans.length + (prepare.indicator ? gaps : 0);
  const dimension = held[0]?.encoder.vectors?.dimension;
  return {
    numbers: numbers + encoded + of('text').length * text,
    continuous: measured.length + dated,
    categories: held.map(({ distinct }) => distinct),
    ...(dimension !== undefined && { dimension }),
  };
}

function dateWidth({ minimum, maximum }: ColumnProfile, { prepare }: Recipe): number {
  const { trend, year, parts } = createChoice<DateTreatment>(dates, prepare.dates);
  // Whole days have no hour, and what does not vary is left out.
  const isWhole = [minimum, maximum].every((days) => days !== null && Number.isInteger(days));
  const varying = parts.filter((part) => part !== 'hour' || !isWhole).length;
  return (trend ? 1 : 0) + (year ? 1 : 0) + 2 * varying;
}

/** The steps over all columns, as far as their width follows from their settings. */
function withSteps(columns: InputColumns, { prepare }: Recipe): Pick<ColumnsGuess, 'columns' | 'atMost'> {
  let { numbers, continuous = 0 } = columns;
  let atMost = false;
  for (const step of prepare.features) {
    if (step.kind === 'polynomial') {
      const width = step.columns === 'all' ? numbers : continuous;
      numbers += productsOf(width, step.degree, step.interactionsOnly);
    } else if (step.kind === 'pca' && step.keep === 'count') numbers = Math.min(numbers, step.count);
    else if (step.kind === 'select-mutual-information') numbers = Math.min(numbers, step.count);
    else atMost = true;
    continuous = Math.min(step.kind === 'polynomial' || step.kind === 'pca' ? numbers : continuous, numbers);
  }
  return { columns: { ...columns, numbers, continuous }, atMost };
}

/** How many products of two up to `degree` columns there are. */
function productsOf(width: number, degree: number, interactionsOnly: boolean): number {
  let all = 0;
  let count = width;
  for (let length = 2; length <= degree; length++) {
    count = (count * (width + (interactionsOnly ? 1 - length : length - 1))) / length;
    all += Math.max(0, count);
  }
  return all;
}

/** Sines and cosines of the weekday and the month, as days have them. */
const calendarColumns = 4;
const rollingFigures = 4;

/** A row is a window: each number of each of its steps. */
function guessWindows(profile: Profile, recipe: Recipe): ColumnsGuess {
  const { series, data } = recipe;
  const dateColumns = profile.columns.filter(({ type }) => type === 'date');
  const time = series.time || data.time || (dateColumns.length === 1 ? dateColumns[0]?.name : '');
  const numbers = profile.columns.filter(
    ({ name, type }) =>
      (type === 'number' || type === 'boolean') &&
      name !== time &&
      name !== series.key &&
      (name === data.target || roleOf(data, name) === 'feature'),
  );
  const isNumber = numbers.some(({ name }) => name === data.target);
  const past = isNumber ? series.lags.length + rollingFigures * series.rolling.length : 0;
  const perStep = numbers.length + past + (series.calendar ? calendarColumns : 0);
  const width = perStep * series.length;
  return {
    features: numbers.length,
    ...withSteps({ numbers: width, continuous: width, categories: [] }, recipe),
  };
}
