// The preparation as tensor ops: the very graph that training uses and every export contains.
import { createChoice } from '../choices/choice';
import { featureSteps } from '../choices/feature-steps';
import type { FeatureStep, StepColumns } from '../choices/feature-steps/feature-step';
import type { InputColumns } from '../choices/models/model';
import type { Ops, Tensor, Tensor2D } from '../tensor';
import { plainOps } from './plain-ops';
import { encodedWidths, type MatrixStep, type Preparation } from './preparation';
import { categoryParts, levelNames } from './prepare-categories';
import { numberParts, type PreparedPart } from './prepare-numbers';

/** Number of columns that `prepareRows` gives. */
export function preparationWidth(preparation: Preparation): number {
  return featureNames(preparation).length;
}

/** A name for each column that `prepareRows` gives, in order: numbers, missing indicators, categories, codes. */
export function featureNames(preparation: Preparation): string[] {
  const { codes } = namedParts(preparation);
  return [...stepColumns(preparation).names, ...namesOf(codes)];
}

/** Each column that `prepareRows` gives without steps over all columns, with the column of the table that it comes from. */
export function sourcesOf(preparation: Preparation): { name: string; source: string }[] {
  const { continuous, binary, codes } = namedParts(preparation);
  return [...continuous, ...binary, ...codes].flatMap(({ names, sources }) =>
    names.map((name, i) => ({ name, source: sources[i] as string })),
  );
}

/** What the columns that `prepareRows` gives hold, as a network is built for them. */
export function inputColumns(preparation: Preparation): InputColumns {
  const { names, continuous } = stepColumns(preparation);
  const coded = preparation.categories.filter(({ encoding }) => encoding.as === 'vectors');
  const [first] = coded.flatMap(({ encoding }) => (encoding.as === 'vectors' ? [encoding.dimension] : []));
  return {
    numbers: names.length,
    continuous,
    categories: coded.map((feature) => levelNames(feature).length),
    ...(first !== undefined && { dimension: first }),
  };
}

const namesOf = (parts: readonly PreparedPart[]) => parts.flatMap(({ names }) => names);
const createStep = ({ settings }: MatrixStep) => createChoice<FeatureStep>(featureSteps, settings);

/** The columns that the first steps of the preparation give, all of them unless told how many. */
export function stepColumns(preparation: Preparation, steps = preparation.steps.length): StepColumns {
  const { continuous, binary } = namedParts(preparation);
  const names = namesOf([...continuous, ...binary]);
  return preparation.steps
    .slice(0, steps)
    .reduce<StepColumns>((columns, step) => createStep(step).columns(step.fitted, columns), {
      names,
      continuous: namesOf(continuous).length,
    });
}

/** The parts by name; none of them can be made. */
function namedParts(preparation: Preparation) {
  const nothing = plainOps.tensor2d([], [0, 0]);
  return partsOf(plainOps, preparation, nothing, nothing);
}

/** The parts in the order in which they are laid side by side. */
function partsOf(ops: Ops, preparation: Preparation, numbers: Tensor2D, codes: Tensor2D) {
  const { numbers: features, categories, neighbours } = preparation;
  const [own, hashed] = splitHashed(ops, preparation, numbers);
  const ofNumbers = numberParts(ops, features, neighbours, own);
  const ofCategories = categoryParts(ops, categories, codes);
  return {
    continuous: [...ofNumbers.continuous, ...ofCategories.continuous, ...hashedParts(preparation, hashed)],
    binary: [...ofNumbers.binary, ...ofCategories.binary],
    codes: ofCategories.codes,
  };
}

/** The numbers proper, and behind them the columns of hashed texts. */
function splitHashed(ops: Ops, preparation: Preparation, x: Tensor2D): [Tensor2D, Tensor2D] {
  const own = preparation.numbers.length;
  const hashed = encodedWidths(preparation).numbers - own;
  if (hashed === 0 || own === 0 || x.shape[1] === 0) return [x, x];
  return ops.split(x, [own, hashed], 1) as [Tensor2D, Tensor2D];
}

function hashedParts({ hashed }: Preparation, x: Tensor2D): PreparedPart[] {
  if (hashed.length === 0) return [];
  const names = hashed.flatMap(({ name, features }) =>
    Array.from({ length: features }, (_, i) => `${name} #${i + 1}`),
  );
  const sources = hashed.flatMap(({ name, features }) => Array.from({ length: features }, () => name));
  return [{ names, sources, make: () => x }];
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
  const parts = partsOf(ops, preparation, numbers, codes);
  const made = [...parts.continuous, ...parts.binary].map((part) => part.make());
  const coded = parts.codes.map((part) => part.make());
  if (preparation.steps.length === 0 || made.length === 0) return beside(ops, [...made, ...coded]);
  const stepped = preparation.steps.reduce<Tensor>(
    (x, step) => createStep(step).transform(ops, x, step.fitted),
    beside(ops, made),
  );
  return beside(ops, [stepped, ...coded]);
}

const beside = (ops: Ops, parts: readonly Tensor[]) =>
  (parts.length === 1 ? parts[0] : ops.concat([...parts], 1)) as Tensor2D;
