// The preparation as tensor ops: the very graph that training uses and every export contains.
import { createChoice } from '../choices/choice';
import { encoders } from '../choices/encoders';
import type { Encoder } from '../choices/encoders/encoder';
import type { InputColumns } from '../choices/models/model';
import { scalers } from '../choices/scalers';
import type { Scaler } from '../choices/scalers/scaler';
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../tensor';
import type { CategoryFeature, NumberFeature, Preparation } from './preparation';

/** Number of columns that `prepareRows` gives. */
export function preparationWidth(preparation: Preparation): number {
  return featureNames(preparation).length;
}

/** A name for each column that `prepareRows` gives, in order: numbers, missing indicators, categories, codes. */
export function featureNames(preparation: Preparation): string[] {
  const { numbers } = preparation;
  const { encoder, spread, coded } = sortCategories(preparation);
  return [
    ...numbers.map((feature) => feature.name),
    ...numbers.filter((feature) => feature.indicator).map((feature) => `${feature.name} is missing`),
    ...spread.flatMap(({ name, categories }) => {
      const count = encoder.width(categories.length);
      return count === categories.length
        ? categories.map((category) => `${name} = ${category}`)
        : Array.from({ length: count }, (_, i) => `${name} #${i + 1}`);
    }),
    ...coded.map((feature) => feature.name),
  ];
}

/** What the columns that `prepareRows` gives hold, as a network is built for them. */
export function inputColumns(preparation: Preparation): InputColumns {
  const { encoder, coded } = sortCategories(preparation);
  return {
    numbers: preparationWidth(preparation) - coded.length,
    continuous: preparation.numbers.filter(isScaled).length,
    categories: coded.map((feature) => feature.categories.length),
    ...(encoder.vectors && { dimension: encoder.vectors.dimension }),
  };
}

const isScaled = (feature: NumberFeature) => feature.type !== 'boolean';

/** The encoder, the category columns that it spreads over number columns, and those that stay codes. */
function sortCategories({ categories, encoder: settings }: Preparation) {
  const encoder = createChoice<Encoder>(encoders, settings);
  const staysCode = (feature: CategoryFeature) => encoder.vectors?.holds(feature.categories.length) ?? false;
  return {
    encoder,
    spread: categories.filter((feature) => !staysCode(feature)),
    coded: categories.filter(staysCode),
  };
}

/**
 * Encoded rows to network input: numbers [rows, numbers] float32 with NaN for missing, codes [rows, categories] int32
 * with −1 for missing or unseen. Returns [rows, preparationWidth]. No op holds the number of rows, so the graph that
 * is traced for one batch serves any other.
 */
export function prepareRows(
  ops: Ops,
  preparation: Preparation,
  numbers: Tensor2D,
  codes: Tensor2D,
): Tensor2D {
  const parts: Tensor[] = [];
  if (preparation.numbers.length > 0) parts.push(...prepareNumbers(ops, preparation, numbers));
  if (preparation.categories.length > 0) parts.push(...encodeCategories(ops, preparation, codes));
  return (parts.length === 1 ? parts[0] : ops.concat(parts, 1)) as Tensor2D;
}

function prepareNumbers(ops: Ops, preparation: Preparation, x: Tensor2D): Tensor[] {
  const features = preparation.numbers;
  const missing = ops.isNaN(x);
  const fills = ops.tensor1d(features.map((feature) => feature.fill));
  // Adding to zeros gives the fills the shape of x without naming it; `where` alone would repeat them a fixed number of times.
  const filled = ops.where(missing, ops.add(ops.zerosLike(x), fills), x) as Tensor2D;
  const [scaled, plain] = splitColumns(ops, filled, features, isScaled);
  const parts: Tensor[] = [];
  if (scaled) parts.push(scale(ops, preparation, scaled, features.filter(isScaled)));
  if (plain) parts.push(plain);
  const indicators = indicatorColumns(ops, ops.cast(missing, 'float32') as Tensor2D, features);
  if (indicators) parts.push(indicators);
  return parts;
}

/** The columns up to the last that `holds`, and the rest; null where there is none. */
function splitColumns(
  ops: Ops,
  x: Tensor2D,
  features: readonly NumberFeature[],
  holds: (feature: NumberFeature) => boolean,
): [Tensor2D | null, Tensor2D | null] {
  const count = features.filter(holds).length;
  if (count === 0) return [null, x];
  if (count === features.length) return [x, null];
  return ops.split(x, [count, features.length - count], 1) as [Tensor2D, Tensor2D];
}

function scale(ops: Ops, preparation: Preparation, x: Tensor2D, features: readonly NumberFeature[]): Tensor {
  const scaler = createChoice<Scaler>(scalers, preparation.scaler);
  const fitted: Record<string, Tensor1D> = {};
  for (const name of Object.keys(features[0]?.scaler ?? {})) {
    fitted[name] = ops.tensor1d(features.map((feature) => feature.scaler[name] as number));
  }
  return scaler.transform(ops, x, fitted);
}

/** The columns with an indicator lie side by side (`fitPreparation` orders them so). */
function indicatorColumns(ops: Ops, missing: Tensor2D, features: readonly NumberFeature[]): Tensor | null {
  const first = features.findIndex((feature) => feature.indicator);
  if (first === -1) return null;
  const count = features.filter((feature) => feature.indicator).length;
  const sizes = [first, count, features.length - first - count];
  if (count === features.length) return missing;
  const pieces = ops.split(
    missing,
    sizes.filter((size) => size > 0),
    1,
  );
  return pieces[first > 0 ? 1 : 0] as Tensor;
}

function encodeCategories(ops: Ops, preparation: Preparation, codes: Tensor2D): Tensor[] {
  const { encoder, spread, coded } = sortCategories(preparation);
  const columns = ops.unstack(codes, 1) as Tensor1D[];
  return [...spread, ...coded].map((feature) => {
    const column = columns[preparation.categories.indexOf(feature)] as Tensor1D;
    return encoder.transform(ops, column, feature.categories.length);
  });
}
