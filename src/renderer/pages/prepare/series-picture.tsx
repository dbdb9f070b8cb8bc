// The table as a time series: its step, its gaps, and trend, season and rest of the longest one.
import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../../core/errors';
import type { Recipe } from '../../../core/recipe/recipe';
import type { SeriesDescription } from '../../../core/run/series-description';
import { formatCount, formatNumber, formatPercent } from '../../format/numbers';
import { formatDay } from '../../format/times';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { Warnings } from '../../ui/warnings';

/** Changes that come one after the other are one look. */
const restMs = 300;
const mostGaps = 5;

/** Nothing for tables without a time. */
export function SeriesPicture({ recipe }: { recipe: Recipe }) {
  const isSeries = recipe.data.time !== '' || recipe.series.enabled;
  return isSeries ? <Described recipe={recipe} /> : null;
}

function Described({ recipe }: { recipe: Recipe }) {
  const { described, error } = useDescription(recipe);
  return (
    <section className="series-picture" aria-labelledby="series-picture">
      <h2 id="series-picture">{text.prepare.series.title}</h2>
      {error && <Failure error={error} />}
      {!described && !error && <p className="quiet">{text.prepare.series.loading}</p>}
      {described && (
        <>
          <p className="selectable">{inWords(described)}</p>
          <Warnings label={text.prepare.series.title} warnings={described.warnings} />
          <Shared described={described} />
          <Gaps described={described} />
          <Decomposition described={described} />
        </>
      )}
    </section>
  );
}

function useDescription(recipe: Recipe) {
  const { app, client } = useWorkspace();
  const datasetId = useStore(app, (state) => state.dataset?.datasetId ?? '');
  const [state, setState] = useState<{ described: SeriesDescription | null; error: ErrorReport | null }>({
    described: null,
    error: null,
  });
  const about = JSON.stringify([recipe.data, recipe.series]);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await client.call('series.describe', { datasetId, recipe });
      if (!current) return;
      setState(
        answer.ok ? { described: answer.value, error: null } : { described: null, error: answer.error },
      );
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [about, datasetId, client]);
  return state;
}

function inWords({ frequency, season, count, series }: SeriesDescription): string {
  const words = text.prepare.series;
  const [longest] = series;
  return [
    words.step(frequency),
    season === null ? words.noSeason : words.season(season),
    words.count(count),
    longest ? words.longest(formatCount(longest.steps), formatCount(longest.missing)) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Rows of one moment become one, unless a key says that they are of several series. */
function Shared({ described: { shared } }: { described: SeriesDescription }) {
  const { recipe: history } = useWorkspace();
  if (!shared) return null;
  const { rows, most, key } = shared;
  const use = () => {
    history.seal();
    history.edit('series.key', key);
  };
  return (
    <div className="series-shared">
      <Icon name="warning" size={14} />
      <p className="selectable">{text.prepare.series.shared(formatCount(rows), most, key)}</p>
      {key !== '' && (
        <Button size="small" onClick={use}>
          {text.prepare.series.useKey(key)}
        </Button>
      )}
    </div>
  );
}

function Gaps({ described: { gaps, isDate } }: { described: SeriesDescription }) {
  if (gaps.length === 0) return null;
  const moment = isDate ? formatDay : (value: number) => formatNumber(value);
  return (
    <p className="quiet selectable">
      {text.prepare.series.gaps(
        gaps
          .slice(0, mostGaps)
          .map(({ from, to, steps }) => text.prepare.series.gap(moment(from), moment(to), steps)),
        gaps.length - mostGaps,
      )}
    </p>
  );
}

const lines = ['observed', 'trend', 'seasonal', 'residual'] as const;

/** Of a season that would be a solid band over all steps, so many rounds are shown. */
const shownRounds = 3;
const mostRounds = 20;

function Decomposition({ described: { decomposition, season, isDate } }: { described: SeriesDescription }) {
  if (!decomposition) return <p className="quiet">{text.prepare.series.tooShort}</p>;
  const { trendStrength, seasonalStrength, moments } = decomposition;
  const rounds = season && moments.length / season > mostRounds ? shownRounds : null;
  const moment = isDate ? formatDay : (value: number) => formatNumber(value);
  const [first, last] = [moments[0], moments.at(-1)];
  return (
    <>
      <div className="decomposition">
        {lines.map((line) => (
          <div key={line}>
            <span className="quiet">
              {text.prepare.series.lines[line]}
              {line === 'seasonal' && rounds && <small>{text.prepare.series.rounds(rounds)}</small>}
            </span>
            <Line
              values={
                line === 'seasonal' && rounds
                  ? decomposition[line].slice(-rounds * (season ?? 0))
                  : decomposition[line]
              }
              label={text.prepare.series.lines[line]}
            />
          </div>
        ))}
        {first !== undefined && last !== undefined && (
          <div className="moments">
            <span className="column-range">
              <span>{moment(first)}</span>
              <span>{moment(last)}</span>
            </span>
          </div>
        )}
      </div>
      <p className="quiet">
        {text.prepare.series.strength(formatPercent(trendStrength), formatPercent(seasonalStrength))}
      </p>
    </>
  );
}

const width = 600;
const height = 56;

/** Values from left to right in a range of their own; missing ones leave a gap. */
function Line({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((value) => value !== null);
  const low = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const range = high - low || 1;
  let drawing = false;
  const path = values
    .map((value, i) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const x = (i / Math.max(1, values.length - 1)) * width;
      const y = height - 2 - ((value - low) / range) * (height - 4);
      const step = `${drawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      drawing = true;
      return step;
    })
    .join('');
  const summary =
    known.length === 0 ? label : text.prepare.series.range(label, formatNumber(low), formatNumber(high));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={summary}
    >
      <title>{summary}</title>
      <path d={path} />
    </svg>
  );
}
