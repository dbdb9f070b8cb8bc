// How two columns go together, by the measures that fit their types.
import type { Random } from '../random';
import type { Association, Pair } from '../run/understanding';
import { type Contingency, contingency, cramersV, tableInformation } from '../statistics/contingency';
import { correlationRatio, pearson, spearman } from '../statistics/correlation';
import { classInformation, numbersInformation, spreadTies } from '../statistics/mutual-information';
import { type ClassFeature, type Feature, knownRows, type NumberFeature, onRows } from './feature';

/** The search for neighbours looks at a band of rows for each row, so very many are too slow. */
const MOST_FOR_INFORMATION = 5000;
/** Numbers with fewer different values are classes to the estimate of information. */
const LEAST_DISTINCT = 10;
/** Fewer rows say nothing. */
const LEAST_ROWS = 5;
/** A larger table of counts is as good as unique rows. */
const MOST_CELLS = 1_000_000;

export type Measures = Omit<Association, 'column' | 'alone'>;

const unknown: Measures = {
  ...{ rows: 0, pearson: null, spearman: null, correlationRatio: null, cramersV: null },
  ...{ mutualInformation: null, strength: 0 },
};

/** All measures that fit, on the rows where both are known. */
export function associate(a: Feature, b: Feature, random: Random): Measures {
  const rows = knownRows(a, b);
  if (rows.length < LEAST_ROWS) return { ...unknown, rows: rows.length };
  const [first, second] = [onRows(a, rows), onRows(b, rows)];
  const measures = measureKnown(first, second, random);
  const { pearson: r, spearman: rho, correlationRatio: eta, cramersV: v } = measures;
  const strength = Math.max(...[r, rho, eta, v].map((value) => Math.abs(value ?? 0)));
  return { ...unknown, ...measures, rows: rows.length, strength };
}

function measureKnown(a: Feature, b: Feature, random: Random): Partial<Measures> {
  if (a.as === 'numbers' && b.as === 'numbers')
    return {
      pearson: pearson(a.values, b.values),
      spearman: spearman(a.values, b.values),
      mutualInformation: informationOfNumbers(a, b, random),
    };
  if (a.as === 'classes' && b.as === 'classes') {
    const table = tableOf(a, b);
    return table ? { cramersV: cramersV(table), mutualInformation: tableInformation(table) } : {};
  }
  const [numbers, classes] = ordered(a, b);
  return {
    correlationRatio: correlationRatio(numbers.values, classes.codes, classes.classes),
    mutualInformation: informationOfClasses(numbers, classes, random),
  };
}

function ordered(a: Feature, b: Feature): [NumberFeature, ClassFeature] {
  return (a.as === 'numbers' ? [a, b] : [b, a]) as [NumberFeature, ClassFeature];
}

function tableOf(a: ClassFeature, b: ClassFeature): Contingency | null {
  return a.classes * b.classes <= MOST_CELLS ? contingency(a.codes, b.codes) : null;
}

function informationOfNumbers(a: NumberFeature, b: NumberFeature, random: Random): number | null {
  const [first, second] = [asClasses(a), asClasses(b)];
  if (first && second) return tableInformation(contingency(first.codes, second.codes));
  if (first) return informationOfClasses(b, first, random);
  if (second) return informationOfClasses(a, second, random);
  return numbersInformation(spreadTies(thin(a.values), random), spreadTies(thin(b.values), random));
}

function informationOfClasses(numbers: NumberFeature, classes: ClassFeature, random: Random): number {
  const few = asClasses(numbers);
  if (few) return tableInformation(contingency(few.codes, classes.codes));
  return classInformation(spreadTies(thin(numbers.values), random), thin(classes.codes));
}

/** Numbers of few different values as classes; null for more. */
function asClasses({ name, values }: NumberFeature): ClassFeature | null {
  const codes = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (codes.has(value)) continue;
    if (codes.size >= LEAST_DISTINCT) return null;
    codes.set(value, codes.size);
  }
  return {
    name,
    as: 'classes',
    codes: Int32Array.from(values, (value) => codes.get(value) as number),
    classes: codes.size,
  };
}

/** Every so-many-th value, so that few enough are left; both columns of a pair lose the same rows. */
function thin<Values extends Float64Array | Int32Array>(values: Values): Values {
  const step = Math.ceil(values.length / MOST_FOR_INFORMATION);
  return step === 1 ? values : (values.filter((_, i) => i % step === 0) as Values);
}

/** The one measure by which two features are compared with other pairs; null where it is not defined. */
export function measurePair(a: Feature, b: Feature): Omit<Pair, 'columns'> | null {
  const rows = knownRows(a, b);
  if (rows.length < LEAST_ROWS) return null;
  const [first, second] = [onRows(a, rows), onRows(b, rows)];
  const found = (measure: Pair['measure'], value: number | null, r: number | null = null) =>
    value === null ? null : { measure, value, pearson: r, rows: rows.length };
  if (first.as === 'numbers' && second.as === 'numbers')
    return found('spearman', spearman(first.values, second.values), pearson(first.values, second.values));
  if (first.as === 'classes' && second.as === 'classes') {
    const table = tableOf(first, second);
    return table && found('cramers-v', cramersV(table));
  }
  const [numbers, classes] = ordered(first, second);
  return found('correlation-ratio', correlationRatio(numbers.values, classes.codes, classes.classes));
}
