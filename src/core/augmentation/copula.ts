// A Gaussian copula over mixed columns: each column keeps its own distribution, a normal distribution ties them together.
import type { Random } from '../random';
import { normalQuantile, normalShare } from '../statistics/normal';
import { quantile } from '../statistics/quantiles';

/** One column of the rows that a copula is learned from; categories are any integers. */
export type CopulaColumn =
  | { kind: 'number'; values: Float64Array }
  | { kind: 'category'; values: Int32Array };

export interface Copula {
  /** One row: a value of each column, drawn together. */
  draw(random: Random): number[];
}

interface Margin {
  /** Where each row lies on the scale of a normal distribution. */
  scores: Float64Array;
  /** The value at a share of the distribution, 0 to 1. */
  at(share: number): number;
}

/**
 * Learns from columns of equally many rows, at least two. Source: Patki, Wedge, Veeramachaneni 2016, The Synthetic Data
 * Vault, sections III and IV; margins are empirical, a category takes an interval as wide as its share.
 */
export function fitCopula(columns: readonly CopulaColumn[]): Copula {
  const margins = columns.map((column) =>
    column.kind === 'number' ? numberMargin(column.values) : categoryMargin(column.values),
  );
  const lower = choleskyOf(correlations(margins.map(({ scores }) => scores)));
  return {
    draw(random) {
      const normal = margins.map(() => random.normal());
      return margins.map(({ at }, i) => {
        let sum = 0;
        for (let j = 0; j <= i; j++) sum += (lower[i]?.[j] as number) * (normal[j] as number);
        return at(normalShare(sum));
      });
    },
  };
}

/** Ranks as normal scores; equal values share their middle rank. */
function numberMargin(values: Float64Array): Margin {
  const sorted = values.slice().sort();
  const scoreOf = new Map<number, number>();
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    scoreOf.set(sorted[start] as number, normalQuantile((start + end) / 2 / sorted.length));
    start = end;
  }
  return {
    scores: values.map((value) => scoreOf.get(value) as number),
    at: (share) => quantile(sorted, share),
  };
}

/** The most frequent category first; rows stand in the middle of its interval. */
function categoryMargin(values: Int32Array): Margin {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ordered = [...counts].sort(([a, many], [b, few]) => few - many || a - b);
  const ends: number[] = [];
  const scoreOf = new Map<number, number>();
  let below = 0;
  for (const [value, count] of ordered) {
    scoreOf.set(value, normalQuantile((below + count / 2) / values.length));
    below += count;
    ends.push(below / values.length);
  }
  return {
    scores: Float64Array.from(values, (value) => scoreOf.get(value) as number),
    at(share) {
      const place = ends.findIndex((end) => share < end);
      return (ordered[place < 0 ? ordered.length - 1 : place] as [number, number])[0];
    },
  };
}

/** Pearson's correlations; a column without spread goes with none. */
function correlations(columns: readonly Float64Array[]): number[][] {
  const unit = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const length = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return column.map((value) => (length > 1e-12 ? (value - mean) / length : 0));
  });
  return unit.map((a, i) =>
    unit.map((b, j) => (i === j ? 1 : a.reduce((sum, value, row) => sum + value * (b[row] as number), 0))),
  );
}

/** The lower factor; correlations are shrunk towards none as little as it takes. */
function choleskyOf(matrix: readonly (readonly number[])[]): number[][] {
  for (let shrink = 1e-9; ; shrink *= 10) {
    const shrunk = matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : value * (1 - shrink))));
    const lower = tryCholesky(shrunk);
    if (lower) return lower;
  }
}

function tryCholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    lower.push(own);
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as number[];
      let rest = row[j] as number;
      for (let k = 0; k < j; k++) rest -= (own[k] as number) * (other[k] as number);
      if (i === j && rest <= 1e-10) return null;
      own.push(i === j ? Math.sqrt(rest) : rest / (other[j] as number));
    }
  }
  return lower;
}
