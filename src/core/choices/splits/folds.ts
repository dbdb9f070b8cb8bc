// Dealing rows to folds: at random, class by class, by whole groups, or one after the other in time.
import { permutation } from '../../random';
import { nearestCut, requireTimes, spanOf, timelineOf } from './moments-in-order';
import { takeShares } from './shares';
import { byClass, places, rowsWhere, type SplitInput } from './split';
import { dealGroups, requireGroups } from './whole-groups';

/** How rows are dealt. */
export type FoldWay = 'rows' | 'classes' | 'groups' | 'time';

/** What is stored of a row: the number of its fold, and whether it validates where that fold does not test. */
export const foldOf = (place: number): number => place >> 1;
export const validates = (place: number): boolean => (place & 1) === 1;
const placeIn = (fold: number, validating: boolean) => fold * 2 + (validating ? 1 : 0);

/** Folds from 0 on; by time there is one more, the earliest, which only trains. */
export interface FoldPlan {
  way: FoldWay;
  folds: number;
  /** Share of each fold that validates while others test; 0 for none. */
  validation: number;
}

export function dealFolds(input: SplitInput, plan: FoldPlan): Uint8Array {
  if (plan.way === 'time') return dealMoments(input, plan);
  return plan.way === 'groups' ? dealWholeGroups(input, plan) : dealRows(input, plan);
}

/** Row by row to the fold that has fewest of its class, then fewest at all: the sizes of `StratifiedKFold`. */
function dealRows(
  { rows, classes, random, known }: SplitInput,
  { way, folds, validation }: FoldPlan,
): Uint8Array {
  const order = permutation(rows, random);
  const groups = way === 'classes' && classes ? byClass(order, classes) : [[...order]];
  const fold = Int32Array.from(known, (place) => (place < places.nowhere ? foldOf(place) : -1));
  const sizes = countIn(fold, folds);
  for (const group of groups) {
    const inGroup = countIn(
      group.map((row) => fold[row] as number),
      folds,
    );
    for (const row of group) {
      if (fold[row] !== -1) continue;
      const next = leastOf(inGroup, sizes);
      fold[row] = next;
      inGroup[next] = (inGroup[next] as number) + 1;
      sizes[next] = (sizes[next] as number) + 1;
    }
  }
  const flags = known.map((place) => (place < places.nowhere ? Number(validates(place)) : places.unknown));
  const slices = Array.from({ length: folds }, (_, one) =>
    groups.map((group) => group.filter((row) => fold[row] === one)),
  );
  takeShares(slices.flat(), { validation, test: 0 }, flags);
  return known.map((_, row) => placeIn(fold[row] as number, flags[row] === places.validation));
}

function countIn(folds: ArrayLike<number>, count: number): Int32Array {
  const sizes = new Int32Array(count);
  for (let i = 0; i < folds.length; i++) {
    const fold = folds[i] as number;
    if (fold >= 0 && fold < count) sizes[fold] = (sizes[fold] as number) + 1;
  }
  return sizes;
}

function leastOf(first: Int32Array, second: Int32Array): number {
  let best = 0;
  for (let i = 1; i < first.length; i++) {
    const difference = (first[i] as number) - (first[best] as number);
    if (difference < 0 || (difference === 0 && (second[i] as number) < (second[best] as number))) best = i;
  }
  return best;
}

function dealWholeGroups(
  { rows, classes, groups: given, random, known }: SplitInput,
  plan: FoldPlan,
): Uint8Array {
  const groups = requireGroups(given);
  const { folds, validation } = plan;
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const isKnown = (place: number) => place < places.nowhere;
  const fold = known.map((place) => (isKnown(place) ? foldOf(place) : places.unknown));
  const even = Array.from({ length: folds }, (_, place) => ({ place, share: 1 / folds }));
  dealGroups(all, { groups, classes, random, targets: even, none: 'avoided' }, fold);
  const flags = known.map((place) => (isKnown(place) ? Number(validates(place)) : places.unknown));
  const targets = [
    { place: 0, share: 1 - validation },
    { place: 1, share: validation },
  ];
  for (let one = 0; one < folds; one++) {
    const inFold = rowsWhere(fold, (place) => place === one);
    dealGroups(inFold, { groups, classes, random, targets, none: 'allowed' }, flags);
  }
  if (validation > 0) flagSomewhere(groups, fold, flags);
  return known.map((_, row) => placeIn(fold[row] as number, flags[row] === 1));
}

/** Whichever fold tests, some group of another must validate: so there are such groups in two folds at least. */
function flagSomewhere(groups: Int32Array, fold: Uint8Array, flags: Uint8Array): void {
  const flagged = new Set<number>();
  const sizes = new Map<number, { size: number; fold: number }>();
  for (const [row, group] of groups.entries()) {
    if (flags[row] === 1) flagged.add(fold[row] as number);
    sizes.set(group, { size: (sizes.get(group)?.size ?? 0) + 1, fold: fold[row] as number });
  }
  for (const [group, one] of [...sizes].sort(([, a], [, b]) => a.size - b.size)) {
    if (flagged.size >= 2) return;
    if (flagged.has(one.fold)) continue;
    flagged.add(one.fold);
    for (const [row, other] of groups.entries()) if (other === group) flags[row] = 1;
  }
}

/** Blocks of equal size in the order of time, the first one larger: `TimeSeriesSplit`. */
function dealMoments(input: SplitInput, { folds, validation }: FoldPlan): Uint8Array {
  const times = requireTimes(input.times);
  const placed = input.known.slice();
  if (placed.some((place) => place < places.nowhere)) return joinBlocks(times, folds, placed);
  placed.fill(places.nowhere);
  const timeline = timelineOf(times);
  const rows = timeline.order.length;
  const size = Math.floor(rows / (folds + 1));
  let start = 0;
  for (let block = 0; block <= folds; block++) {
    const wanted = rows - (folds - block) * size;
    const end = block === folds ? rows : nearestCut(timeline, wanted, { above: start, below: rows });
    const tail = end - Math.round((end - start) * validation);
    const flagsFrom = validation > 0 ? nearestCut(timeline, tail, { above: start, below: end }) : end;
    for (let i = start; i < end; i++)
      placed[timeline.order[i] as number] = placeIn(block, i >= flagsFrom && flagsFrom > start);
    start = end;
  }
  return placed;
}

/** New rows go to the block whose time they fall into. */
function joinBlocks(times: Float64Array, folds: number, placed: Uint8Array): Uint8Array {
  const starts = Array.from(
    { length: folds + 1 },
    (_, block) => spanOf(times, placed, (place) => place < places.nowhere && foldOf(place) === block).first,
  );
  const flagStarts = starts.map(
    (_, block) => spanOf(times, placed, (place) => place === placeIn(block, true)).first,
  );
  return placed.map((place, row) => {
    if (place !== places.unknown) return place;
    const time = times[row] as number;
    if (Number.isNaN(time)) return places.nowhere;
    const block = Math.max(0, starts.filter((start) => start <= time).length - 1);
    return placeIn(block, time >= (flagStarts[block] as number));
  });
}
