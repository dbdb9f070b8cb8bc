// The fitted preparation in words: each step, what it learned, and from which rows.
import { describeKind } from '../choices/choice';
import { encoders } from '../choices/encoders';
import { featureSteps } from '../choices/feature-steps';
import type { FeatureStep } from '../choices/feature-steps/feature-step';
import { createChoice } from '../choices/choice';
import { imputers } from '../choices/imputers';
import { scalers } from '../choices/scalers';
import type { FittedColumn } from '../choices/scalers/scaler';
import { texts } from '../choices/texts';
import type { DescribedStep } from '../run/preparation';
import { dateText } from './column-text';
import type { CategoryFeature, HashedFeature, NumberFeature, Preparation } from './preparation';
import { levelNames } from './prepare-categories';
import { stepColumns } from './prepare-rows';

/** The steps in the order in which they are applied. */
export function describePreparation(preparation: Preparation): DescribedStep[] {
  const { numbers, categories, hashed, learnedFrom } = preparation;
  const steps = [
    ...describeImputers(preparation),
    ...describeIndicators(numbers),
    ...describeScalers(numbers),
    ...describeDates(numbers),
    ...describeEncoders(categories),
    ...describeHashed(hashed),
  ].map((step) => ({ ...step, learnedFrom }));
  return [...steps, ...describeMatrixSteps(preparation)];
}

type Undated = Omit<DescribedStep, 'learnedFrom'>;

/** Members of a list by a key, in the order of their first appearance. */
function groupsOf<Member>(members: readonly Member[], keyOf: (member: Member) => string): Member[][] {
  const groups = new Map<string, Member[]>();
  for (const member of members) groups.set(keyOf(member), [...(groups.get(keyOf(member)) ?? []), member]);
  return [...groups.values()];
}

const namesOf = (features: readonly { name: string }[]) => features.map(({ name }) => name);

/** Up to four digits behind the point, fewer for large numbers. */
function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** Of a day: what is finer in the mean of dates says nothing. */
const MINUTES = 1440;

/** A number of the column in its own unit. */
function inUnit({ type, offset }: NumberFeature, value: number): string {
  if (type === 'date') return dateText(Math.round((value + offset) * MINUTES) / MINUTES);
  if (type === 'boolean') return String(value === 1);
  return short(value + offset);
}

function describeImputers({ numbers, neighbours }: Preparation): Undated[] {
  const compared = new Set(neighbours.flatMap(({ filled }) => filled.map((i) => numbers[i]?.name)));
  return groupsOf(numbers, ({ imputer }) => JSON.stringify(imputer)).map((features) => ({
    title: `Gaps: ${describeKind(imputers, (features[0] as NumberFeature).imputer.kind).title.toLowerCase()}`,
    columns: namesOf(features),
    learned: features.map((feature) => {
      const fill = neighbours.find(({ filled }) => filled.some((i) => numbers[i] === feature));
      return compared.has(feature.name) && fill
        ? `${feature.name}: the ${fill.count} most similar of ${fill.references.length} kept rows`
        : `${feature.name}: ${inUnit(feature, feature.fill)}`;
    }),
  }));
}

function describeIndicators(numbers: readonly NumberFeature[]): Undated[] {
  const marked = numbers.filter(({ indicator }) => indicator);
  if (marked.length === 0) return [];
  return [
    {
      title: 'Missing indicator',
      columns: namesOf(marked),
      learned: marked.map(({ name }) => `${name}: has gaps in the training rows`),
    },
  ];
}

// What a scaler learned lies in the column's unit less its offset, but for these.
const DIFFERENCES = new Set(['deviation', 'range', 'factor', 'lambda', 'largest']);

function scaled(feature: NumberFeature, fitted: FittedColumn): string {
  const parts = Object.entries(fitted).map(([what, value]) => {
    if (Array.isArray(value)) return `${value.length} ${what}`;
    const plain = DIFFERENCES.has(what) || ['yeo-johnson', 'log'].includes(feature.scaler.kind);
    const unit = feature.type === 'date' && plain && what !== 'lambda' ? ' days' : '';
    return `${what} ${plain ? short(value) + unit : inUnit(feature, value)}`;
  });
  return parts.length === 0 ? `${feature.name}: as it is` : `${feature.name}: ${parts.join(', ')}`;
}

function describeScalers(numbers: readonly NumberFeature[]): Undated[] {
  const features = numbers.filter(({ type, date }) => type !== 'boolean' && (date?.trend ?? true));
  return groupsOf(features, ({ scaler }) => JSON.stringify(scaler)).map((group) => ({
    title: `Scaling: ${describeKind(scalers, (group[0] as NumberFeature).scaler.kind).title}`,
    columns: namesOf(group),
    learned: group.map((feature) => scaled(feature, feature.fitted)),
  }));
}

function describeDates(numbers: readonly NumberFeature[]): Undated[] {
  const dated = numbers.filter(({ date }) => date);
  if (dated.length === 0) return [];
  return [
    {
      title: 'Dates: cyclic parts',
      columns: namesOf(dated),
      learned: dated.map(({ name, date }) => {
        const parts = [...(date?.parts ?? []), ...(date?.year ? ['year'] : [])];
        return `${name}: ${parts.length === 0 ? 'no part varies' : parts.join(', ')}`;
      }),
    },
  ];
}

function encoderTitle({ encoding }: CategoryFeature): string {
  if (encoding.as === 'indicators') return describeKind(encoders, 'one-hot').title;
  if (encoding.as === 'vectors') return describeKind(encoders, 'embedding').title;
  const what = encoding.names[0] ?? '';
  if (what === 'order') return describeKind(encoders, 'ordinal').title;
  return describeKind(encoders, what === 'frequency' ? 'frequency' : 'target').title;
}

function encoded(feature: CategoryFeature): string {
  const { name, encoding, categories } = feature;
  const levels = levelNames(feature).length;
  const rare = levels < categories.length ? `, as ${levels} levels` : '';
  const count = `${categories.length} ${categories.length === 1 ? 'category' : 'categories'}${rare}`;
  if (encoding.as !== 'numbers') return `${name}: ${count}`;
  const folds = encoding.folds
    ? `; each training row by rows of the other ${encoding.folds.length - 1} of ${encoding.folds.length} folds`
    : '';
  return `${name}: ${encoding.names.join(', ')} of ${count}${folds}`;
}

function describeEncoders(categories: readonly CategoryFeature[]): Undated[] {
  return groupsOf(categories, encoderTitle).map((features) => ({
    title: `Categories: ${encoderTitle(features[0] as CategoryFeature)}`,
    columns: namesOf(features),
    learned: features.map(encoded),
  }));
}

function describeHashed(hashed: readonly HashedFeature[]): Undated[] {
  const titleOf = ({ text }: HashedFeature) =>
    text
      ? `Texts: ${describeKind(texts, text.kind).title}`
      : `Categories: ${describeKind(encoders, 'hashing').title}`;
  return groupsOf(hashed, titleOf).map((features) => ({
    title: titleOf(features[0] as HashedFeature),
    columns: namesOf(features),
    learned: features.map(
      ({ name, features: count }) => `${name}: ${count} columns by a hash, which learns nothing`,
    ),
  }));
}

function describeMatrixSteps(preparation: Preparation): DescribedStep[] {
  return preparation.steps.map(({ settings, fitted, learnedFrom }, i) => ({
    title: describeKind(featureSteps, settings.kind).title,
    columns: [],
    learned: [createChoice<FeatureStep>(featureSteps, settings).tell(fitted, stepColumns(preparation, i))],
    learnedFrom,
  }));
}
