// The recipe for a table of windows, as it follows from the one for the series.
import type { Recipe } from '../recipe/recipe';
import { leastSpan } from './frequency';
import type { ResolvedSeries } from './resolved-series';
import { windowColumn, windowNames } from './window-table';

/**
 * Roles for the columns that windows have, own steps for every column of a window, and a split by time: windows overlap,
 * so rows drawn at random would be judged on values that trained.
 */
export function windowRecipe(recipe: Recipe, series: ResolvedSeries): { recipe: Recipe; warnings: string[] } {
  const { time, key, base } = windowNames(series);
  const { data, prepare, split } = recipe;
  const own = prepare.columns.map((entry) => ({
    ...entry,
    columns: entry.columns.flatMap((name) =>
      Array.from({ length: series.length }, (_, back) => windowColumn(name, back)),
    ),
  }));
  const named = [time, key].filter((name) => name !== '');
  const byTime = splitByTime(split, series);
  return {
    recipe: {
      ...recipe,
      data: {
        ...data,
        time,
        timeAsFeature: false,
        id: [...new Set([...data.id, ...named])],
        ignore: base === '' ? [] : [base],
      },
      prepare: { ...prepare, columns: own },
      split: byTime,
    },
    warnings:
      byTime === split
        ? []
        : ['Windows overlap, so the split goes by time: the earliest windows train, the latest test.'],
  };
}

/** The shares of a split by chance, cut by time, with as much left out between the parts as the targets lie ahead. */
function splitByTime(split: Recipe['split'], { frequency, horizon }: ResolvedSeries): Recipe['split'] {
  if (split.kind !== 'random' && split.kind !== 'stratified') return split;
  const { validation, test } = split;
  const gap = frequency
    ? { gap: leastSpan(frequency, horizon), gapIn: 'time' as const }
    : { gap: horizon - 1, gapIn: 'rows' as const };
  return { kind: 'time-ordered', validation, test, ...gap };
}
