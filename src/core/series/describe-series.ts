// Describes the time series of a table: frequency, gaps, trend and season.
import type { Recipe } from '../recipe/recipe';
import type { SeriesDescription } from '../run/series-description';
import { findColumn, type Table } from '../table';
import { decompose, strength } from './decompose';
import { frequencyText, usualSeason } from './frequency';
import { type RegularSeries, regularSeries } from './regular-series';
import { type ResolvedSeries, resolveSeries, type SeriesFound } from './resolved-series';
import { sharedMoments } from './shared-moments';

const MOST_SERIES = 100;
const MOST_GAPS = 100;
const MOST_POINTS = 2000;

/** As the recipe reads the table as a series, whether its windows are switched on or not. Throws a HoneError as that does. */
export function describeSeries(table: Table, recipe: Recipe): SeriesDescription {
  const settings = { ...recipe.series, enabled: true, difference: 'none' as const };
  const { series, warnings } = resolveSeries(table, { ...recipe, series: settings }) as SeriesFound;
  const place = series.features.indexOf(series.target);
  const all = regularSeries(table, series).sort((a, b) => b.moments.length - a.moments.length);
  const season = settings.season || (series.frequency && usualSeason(series.frequency));
  const [longest] = all;
  return {
    time: series.time,
    isDate: series.time !== '' && findColumn(table, series.time)?.type === 'date',
    frequency: series.frequency && frequencyText(series.frequency),
    season: season || null,
    series: all.slice(0, MOST_SERIES).map((one) => ({
      key: one.key,
      steps: one.moments.length,
      missing: missingSteps(one, place).reduce((sum, isMissing) => sum + Number(isMissing), 0),
      from: one.moments[0] as number,
      to: one.moments.at(-1) as number,
    })),
    count: all.length,
    gaps: longest ? gapsOf(longest, missingSteps(longest, place)) : [],
    decomposition: longest && season ? decompositionOf(longest, series, season) : null,
    shared: sharedMoments(table, series),
    warnings,
  };
}

/** Steps without a row or, for a target that is a number, without a value. */
function missingSteps({ observed, rows }: RegularSeries, place: number): boolean[] {
  const values = observed[place];
  return values ? Array.from(values, Number.isNaN) : Array.from(rows, (row) => row < 0);
}

function gapsOf({ moments }: RegularSeries, missing: readonly boolean[]): SeriesDescription['gaps'] {
  const gaps: SeriesDescription['gaps'] = [];
  for (let start = 0; start < missing.length; start++) {
    if (!missing[start]) continue;
    let end = start;
    while (missing[end + 1]) end++;
    gaps.push({ from: moments[start] as number, to: moments[end] as number, steps: end - start + 1 });
    start = end;
  }
  return gaps.sort((a, b) => b.steps - a.steps).slice(0, MOST_GAPS);
}

/** Gaps take the last known value, since an average does not pass over them. */
function decompositionOf(
  { key, moments, observed, filled }: RegularSeries,
  { features, target }: ResolvedSeries,
  season: number,
): SeriesDescription['decomposition'] {
  const place = features.indexOf(target);
  const values = filled[place];
  const first = values?.findIndex((value) => !Number.isNaN(value)) ?? -1;
  if (!values || first < 0) return null;
  const known = values.subarray(first);
  if (known.length < 2 * season || known.some(Number.isNaN)) return null;
  const { trend, seasonal, residual } = decompose(known, season);
  const start = Math.max(0, known.length - MOST_POINTS);
  const shown = (part: Float64Array) =>
    Array.from(part.subarray(start), (value) => (Number.isNaN(value) ? null : value));
  return {
    key,
    moments: [...moments.subarray(first + start)],
    observed: shown((observed[place] as Float64Array).subarray(first)),
    trend: shown(trend),
    seasonal: shown(seasonal),
    residual: shown(residual),
    trendStrength: strength(trend, residual),
    seasonalStrength: strength(seasonal, residual),
  };
}
