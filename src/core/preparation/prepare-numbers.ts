// Number columns as tensor ops: gaps filled, scaled column by column as each was fitted, dates taken apart.
import { createChoice } from '../choices/choice';
import { type ScalerSettings, scalers } from '../choices/scalers';
import type { FittedColumn, Scaler } from '../choices/scalers/scaler';
import type { Ops, Tensor, Tensor2D } from '../tensor';
import { cyclicParts, partNames, yearOf } from './date-parts';
import { fillFromNeighbours, takeColumns } from './fill-neighbours';
import type { NeighbourFill, NumberFeature } from './preparation';

/** Prepared columns with their names. */
export interface PreparedPart {
  names: readonly string[];
  /** The columns of the table that they come from, one for each. */
  sources: readonly string[];
  make(): Tensor;
}

/** Number columns in the groups that a network tells apart. */
export interface PreparedNumbers {
  /** Measured on a scale. */
  continuous: PreparedPart[];
  /** Booleans, then indicators of gaps. */
  binary: PreparedPart[];
}

const staysNumber = ({ type, date }: NumberFeature) => type !== 'boolean' && (date?.trend ?? true);

/**
 * The parts that x [rows, numbers] with NaN for missing becomes. Nothing is computed until a part is made, so that
 * names can be had without a tensor.
 */
export function numberParts(
  ops: Ops,
  features: readonly NumberFeature[],
  neighbours: readonly NeighbourFill[],
  x: Tensor2D,
): PreparedNumbers {
  let known: { missing: Tensor; filled: Tensor2D } | undefined;
  const prepared = () => {
    known ??= fillGaps(ops, features, neighbours, x);
    return known;
  };
  const places = features.map((_, i) => i);
  const at = (wanted: (feature: NumberFeature) => boolean) =>
    places.filter((i) => wanted(features[i] as NumberFeature));
  const named = (columns: readonly number[], suffix = '') =>
    columns.map((i) => `${(features[i] as NumberFeature).name}${suffix}`);
  const part = (columns: readonly number[], make: () => Tensor, suffix = ''): PreparedPart[] =>
    columns.length === 0 ? [] : [{ names: named(columns, suffix), sources: named(columns), make }];
  const plain = at(({ type }) => type === 'boolean');
  const marked = at(({ indicator }) => indicator);
  return {
    continuous: [
      ...runsOfScalers(features, at(staysNumber)).flatMap((columns) =>
        part(columns, () => scale(ops, features, columns, prepared().filled)),
      ),
      ...places.flatMap((i) =>
        datePart(ops, features[i] as NumberFeature, () => columnsAt(ops, prepared().filled, [i])),
      ),
    ],
    binary: [
      ...part(plain, () => columnsAt(ops, prepared().filled, plain)),
      ...part(marked, () => columnsAt(ops, ops.cast(prepared().missing, 'float32'), marked), ' is missing'),
    ],
  };
}

function fillGaps(
  ops: Ops,
  features: readonly NumberFeature[],
  neighbours: readonly NeighbourFill[],
  x: Tensor2D,
): { missing: Tensor; filled: Tensor2D } {
  const missing = ops.isNaN(x);
  const fills = ops.tensor1d(features.map((feature) => feature.fill));
  const known = fillFromNeighbours(ops, x, neighbours);
  const gaps = neighbours.length === 0 ? missing : ops.isNaN(known);
  // Adding to zeros gives the fills the shape of x without naming it; `where` alone would repeat them a fixed number of times.
  return { missing, filled: ops.where(gaps, ops.add(ops.zerosLike(x), fills), known) as Tensor2D };
}

/** Columns of a matrix: itself, a piece of it where they lie side by side, or gathered ones. */
function columnsAt(ops: Ops, x: Tensor, columns: readonly number[]): Tensor {
  const width = x.shape[1] as number;
  const first = columns[0] as number;
  if (columns.length === width) return x;
  if (columns.some((column, i) => column !== first + i)) return takeColumns(ops, x, columns);
  const sizes = [first, columns.length, width - first - columns.length];
  const pieces = ops.split(
    x,
    sizes.filter((size) => size > 0),
    1,
  );
  return pieces[first > 0 ? 1 : 0] as Tensor;
}

/** Neighbouring columns of one scaler together. */
function runsOfScalers(features: readonly NumberFeature[], columns: readonly number[]): number[][] {
  const keyOf = (i: number) => JSON.stringify((features[i] as NumberFeature).scaler);
  const runs: number[][] = [];
  for (const column of columns) {
    const present = runs.at(-1);
    if (present && keyOf(present[0] as number) === keyOf(column)) present.push(column);
    else runs.push([column]);
  }
  return runs;
}

function scale(
  ops: Ops,
  features: readonly NumberFeature[],
  columns: readonly number[],
  x: Tensor2D,
): Tensor {
  const own = columns.map((i) => features[i] as NumberFeature);
  return scaleColumns(
    ops,
    (own[0] as NumberFeature).scaler,
    own.map(({ fitted }) => fitted),
    columnsAt(ops, x, columns),
  );
}

/** x [rows, columns] scaled by what one scaler learned from each column. */
export function scaleColumns(
  ops: Ops,
  settings: ScalerSettings,
  fitted: readonly FittedColumn[],
  x: Tensor,
): Tensor {
  return createChoice<Scaler>(scalers, settings).transform(ops, x, fitted);
}

/** The parts of a date that are columns of their own. */
function datePart(ops: Ops, feature: NumberFeature, column: () => Tensor): PreparedPart[] {
  const { name, date, offset, scaler } = feature;
  if (!date) return [];
  const days = () => ops.add(column(), offset);
  const { parts, year } = date;
  return [
    ...(parts.length > 0
      ? [
          {
            names: partNames(parts).map((part) => `${name}: ${part}`),
            sources: partNames(parts).map(() => name),
            make: () => ops.concat(cyclicParts(ops, days(), parts), 1),
          },
        ]
      : []),
    ...(year
      ? [
          {
            names: [`${name}: year`],
            sources: [name],
            make: () => scaleColumns(ops, scaler, [year], yearOf(ops, days())),
          },
        ]
      : []),
  ];
}
