// Dealing whole groups of rows to places, so that sizes and classes come as near to their shares as groups allow.
import { HoneError } from '../../errors';
import { permutation, type Random } from '../../random';
import { places } from './split';

export interface Deal {
  /** Group number of each row. */
  groups: Int32Array;
  classes: Int32Array | null;
  random: Random;
  /** Share of the rows that each place is to have. */
  targets: readonly { place: number; share: number }[];
  /** Whether each place gets a group as long as there are groups enough. */
  none: 'allowed' | 'avoided';
}

/** The rows of one group that are dealt, with how many of each class they hold. */
interface Group {
  rows: number[];
  counts: ReadonlyMap<number, number>;
}

/**
 * Gives the new rows among `rows` a place. A group of which rows have a place follows it. The others are dealt from the
 * largest down, each to where it brings the counts of every class nearest to their shares: for one class the place that
 * lacks most, which for equal shares is `sklearn.model_selection.GroupKFold`.
 */
export function dealGroups(rows: ArrayLike<number>, deal: Deal, placed: Uint8Array): void {
  const { targets, random } = deal;
  const groups = gather(rows, deal);
  const totals = sumOf(groups);
  const have = targets.map(() => new Map<number, number>());
  const members = targets.map((): Group[] => []);
  const give = (group: Group, target: number) => {
    for (const row of group.rows) {
      if (placed[row] === places.unknown) placed[row] = targets[target]?.place as number;
    }
    for (const [k, count] of group.counts) have[target]?.set(k, (have[target]?.get(k) ?? 0) + count);
    members[target]?.push(group);
  };
  const fresh: Group[] = [];
  for (const group of groups) {
    const known = group.rows.find((row) => placed[row] !== places.unknown);
    const target = targets.findIndex(({ place }) => known !== undefined && place === placed[known]);
    if (target >= 0) give(group, target);
    else if (known === undefined) fresh.push(group);
    else for (const row of group.rows) placed[row] = placed[known] as number;
  }
  const order = permutation(fresh.length, random);
  const dealt = Array.from(order, (i) => fresh[i] as Group).sort((a, b) => b.rows.length - a.rows.length);
  for (const [i, group] of dealt.entries()) {
    const empty = targets.flatMap((_, t) => (members[t]?.length === 0 ? [t] : []));
    // The last groups go to places that would be left without any.
    const mustFill = deal.none === 'avoided' && empty.length > 0 && dealt.length - i <= empty.length;
    give(group, cheapest(group, { have, totals, targets, among: mustFill ? empty : null }));
  }
}

interface Standing {
  /** Of each place the rows of each class that it has. */
  have: readonly ReadonlyMap<number, number>[];
  totals: ReadonlyMap<number, number>;
  targets: Deal['targets'];
  among: readonly number[] | null;
}

/** The place where the group raises the squared distance from the shares least. */
function cheapest({ counts }: Group, { have, totals, targets, among }: Standing): number {
  let best = among?.[0] ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (const target of among ?? targets.keys()) {
    let cost = 0;
    for (const [k, count] of counts) {
      const total = totals.get(k) as number;
      const over = (have[target]?.get(k) ?? 0) - total * (targets[target]?.share as number);
      cost += (count * (2 * over + count)) / total;
    }
    if (cost < least - 1e-9) {
      least = cost;
      best = target;
    }
  }
  return best;
}

function gather(rows: ArrayLike<number>, { groups, classes }: Deal): Group[] {
  const found = new Map<number, { rows: number[]; counts: Map<number, number> }>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const number = groups[row] as number;
    let group = found.get(number);
    if (!group) found.set(number, (group = { rows: [], counts: new Map() }));
    group.rows.push(row);
    const k = classes ? (classes[row] as number) : 0;
    group.counts.set(k, (group.counts.get(k) ?? 0) + 1);
  }
  return [...found.values()];
}

/** Rows of each class in all groups together. */
function sumOf(groups: readonly Group[]): Map<number, number> {
  const sum = new Map<number, number>();
  for (const { counts } of groups) for (const [k, count] of counts) sum.set(k, (sum.get(k) ?? 0) + count);
  return sum;
}

/** The groups of a split that goes by them. */
export function requireGroups(groups: Int32Array | null): Int32Array {
  if (groups) return groups;
  throw new HoneError('recipe-invalid', 'The split goes by groups, but no column names them.', {
    place: { field: 'data.group' },
    fix: 'Set data.group to the column that says which rows belong together.',
  });
}
