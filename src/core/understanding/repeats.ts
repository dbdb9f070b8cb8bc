// Rows that repeat others: exact copies, copies with another target, rows of the test file that were trained on.
import type { Feature } from './feature';
import type { RowHashes } from '../preparation/row-hashes';
import { equalRows, type RowGroups } from './equal-rows';

const MOST_EXAMPLES = 5;
const MOST_EXAMPLE_ROWS = 10;

export interface Repeats {
  /** Rows beyond the first of each group, and groups. */
  rows: number;
  groups: number;
  /** Row numbers, from 0, of a few groups. */
  examples: number[][];
}

/** What a table is by nature: with few different values rows are alike by chance, and that is no fault. */
export interface RepeatFacts {
  duplicates: Repeats;
  contradictions: Repeats;
  /** Rows that were looked at. */
  rows: number;
  /** Probability that two rows are alike in every feature if the columns had nothing to do with one another. */
  chance: number;
  /** Some feature has many different values: without one, rows of answers and classes are alike by nature. */
  detailed: boolean;
  /** Pairs of rows that are alike in every feature. */
  pairs: number;
  /** Share of the rows that no other row equals, in the features. */
  uniqueShare: number;
  /** Rows of the test file that are in this file too, and rows of the test file; null without one. */
  shared: { rows: number; of: number } | null;
}

/** `all` are hashes of the features and the target, `features` of the features alone. */
export function findRepeats(
  all: RowHashes,
  features: RowHashes,
  target: Feature,
  { chance, detailed }: Pick<RepeatFacts, 'chance' | 'detailed'>,
): RepeatFacts {
  const copies = equalRows(all);
  const alike = equalRows(features);
  const inGroups = alike.groups.reduce((sum, group) => sum + group.length, 0);
  return {
    duplicates: countRepeats(copies),
    contradictions: countContradictions(alike, target),
    rows: all.low.length,
    ...{ chance, detailed },
    pairs: alike.factor * alike.groups.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0),
    uniqueShare: alike.looked > 0 ? 1 - inGroups / alike.looked : 1,
    shared: null,
  };
}

function countRepeats({ groups, factor }: RowGroups): Repeats {
  const extra = groups.reduce((sum, group) => sum + group.length - 1, 0);
  return {
    rows: extra * factor,
    groups: groups.length * factor,
    examples: groups.slice(0, MOST_EXAMPLES).map((group) => group.slice(0, MOST_EXAMPLE_ROWS)),
  };
}

/** Rows of groups in which known targets differ: for classes those outside the most frequent one, for numbers all. */
function countContradictions({ groups, factor }: RowGroups, target: Feature): Repeats {
  const torn: number[][] = [];
  let rows = 0;
  for (const group of groups) {
    const counts = new Map<number, number>();
    for (const row of group) {
      const value = target.as === 'numbers' ? (target.values[row] as number) : (target.codes[row] as number);
      if (Number.isNaN(value) || (target.as === 'classes' && value < 0)) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size < 2) continue;
    torn.push(group);
    const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
    rows += target.as === 'numbers' ? known : known - Math.max(...counts.values());
  }
  return {
    rows: rows * factor,
    groups: torn.length * factor,
    examples: torn.slice(0, MOST_EXAMPLES).map((group) => group.slice(0, MOST_EXAMPLE_ROWS)),
  };
}
