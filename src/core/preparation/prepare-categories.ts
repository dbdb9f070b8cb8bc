// Category columns as tensor ops: levels, indicators, numbers learned from the training rows, or codes for the network.
import type { Ops, Tensor, Tensor1D, Tensor2D } from '../tensor';
import type { CategoryFeature } from './preparation';
import { type PreparedPart, scaleColumns } from './prepare-numbers';

/** Category columns in the groups that a network tells apart. */
export interface PreparedCategories {
  /** Numbers measured on a scale. */
  continuous: PreparedPart[];
  /** Columns of 0 and 1. */
  binary: PreparedPart[];
  /** Columns of codes, one a category. */
  codes: PreparedPart[];
}

/** Names of the levels of a column. */
export const levelNames = ({ levels, categories }: CategoryFeature): readonly string[] =>
  levels?.names ?? categories;

/** The parts that codes [rows, categories] become; nothing is computed until a part is made. */
export function categoryParts(
  ops: Ops,
  features: readonly CategoryFeature[],
  codes: Tensor2D,
): PreparedCategories {
  let columns: Tensor1D[] | undefined;
  const column = (i: number) => {
    columns ??= ops.unstack(codes, 1) as Tensor1D[];
    return columns[i] as Tensor1D;
  };
  const parts: PreparedCategories = { continuous: [], binary: [], codes: [] };
  for (const [i, feature] of features.entries()) {
    const { name, encoding } = feature;
    if (encoding.as === 'numbers') {
      const names = encoding.names.map((what) => `${name}: ${what}`);
      parts.continuous.push({
        names,
        sources: names.map(() => name),
        make: () => numbersOf(ops, feature, column(i)),
      });
    } else if (encoding.as === 'vectors') {
      const make = () => ops.expandDims(ops.cast(levelOf(ops, feature, column(i)), 'float32'), 1);
      parts.codes.push({ names: [name], sources: [name], make });
    } else {
      const names = levelNames(feature).map((level) => `${name} = ${level === '' ? '(missing)' : level}`);
      parts.binary.push({
        names,
        sources: names.map(() => name),
        make: () => indicators(ops, feature, column(i)),
      });
    }
  }
  return parts;
}

/** Codes as levels, −1 for none. */
function levelOf(ops: Ops, { levels }: CategoryFeature, codes: Tensor1D): Tensor1D {
  if (!levels) return codes;
  return ops.gather(ops.tensor1d(levels.of, 'int32'), ops.add(codes, ops.scalar(1, 'int32')) as Tensor1D);
}

function indicators(ops: Ops, feature: CategoryFeature, codes: Tensor1D): Tensor {
  const depth = levelNames(feature).length;
  const levels = levelOf(ops, feature, codes);
  // tfjs refuses a depth of 1.
  if (depth === 1) return ops.expandDims(ops.cast(ops.equal(levels, ops.scalar(0, 'int32')), 'float32'), 1);
  // tfjs's wasm kernel writes integers whatever the type it is asked for.
  return ops.cast(ops.oneHot(levels, depth, 1, 0, 'int32'), 'float32');
}

/** The numbers of each category, scaled. Codes of a training row may lie in the table of its fold (`crossFitted`). */
function numbersOf(ops: Ops, { encoding, scaler, fitted }: CategoryFeature, codes: Tensor1D): Tensor {
  if (encoding.as !== 'numbers') throw new Error('Only an encoding by numbers has a table');
  const rows = [encoding.table, ...(encoding.folds ?? [])].flat();
  const table = ops.tensor2d(rows);
  const numbers = ops.gather(table, ops.add(codes, ops.scalar(1, 'int32')) as Tensor1D);
  return scaler && fitted ? scaleColumns(ops, scaler, fitted, numbers) : numbers;
}
