// The values of one column as a picture: numbers, categories, texts, and columns of 0 and 1 side by side.
import type { Distribution, PreparePreview } from '../../../core/run/preparation';
import { formatCount, formatNumber } from '../../format/numbers';
import { formatDay } from '../../format/times';
import { text } from '../../i18n/text';
import { Bars } from '../data/understanding/bars';
import { Histogram } from '../data/value-picture';

type After = PreparePreview['after'][number];

export function DistributionView({
  name,
  distribution,
  small = false,
}: {
  name: string;
  distribution: Distribution;
  small?: boolean;
}) {
  const { missing } = distribution;
  return (
    <div className="distribution-view">
      {distribution.kind === 'numbers' ? (
        <Numbers distribution={distribution} small={small} />
      ) : distribution.kind === 'texts' ? (
        <Texts name={name} distribution={distribution} />
      ) : (
        <Values name={name} distribution={distribution} />
      )}
      {missing > 0 && <p className="gaps">{text.prepare.picture.missing(formatCount(missing))}</p>}
    </div>
  );
}

interface OfKind<Kind extends Distribution['kind']> {
  distribution: Extract<Distribution, { kind: Kind }>;
}

function Numbers({ distribution, small }: OfKind<'numbers'> & { small: boolean }) {
  const { minimum, maximum, counts, isDate } = distribution;
  if (minimum === null || maximum === null) return <p className="quiet">{text.prepare.picture.noValues}</p>;
  const shown = isDate ? formatDay : (value: number) => formatNumber(value);
  return (
    <>
      <Histogram bins={counts} tall={!small} />
      <div className="column-range">
        <span>{shown(minimum)}</span>
        <span>{shown(maximum)}</span>
      </div>
    </>
  );
}

function Values({ name, distribution: { values, others } }: OfKind<'values'> & { name: string }) {
  return (
    <>
      <CountBars label={text.prepare.picture.barsOf(name)} counts={values} />
      {others > 0 && <p className="quiet">{text.prepare.picture.others(formatCount(others))}</p>}
    </>
  );
}

function Texts({ name, distribution: { words, distinct } }: OfKind<'texts'> & { name: string }) {
  return (
    <>
      <p className="quiet">{text.prepare.picture.texts(formatCount(distinct))}</p>
      <CountBars label={text.prepare.picture.wordsOf(name)} counts={words} />
    </>
  );
}

function CountBars({
  label,
  counts,
}: {
  label: string;
  counts: readonly { value: string; count: number }[];
}) {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <Bars
      label={label}
      bars={counts.map(({ value, count }) => ({
        name: value,
        share: count / most,
        value: formatCount(count),
      }))}
    />
  );
}

/** Whether a prepared column holds 0 and 1 alone, so that one number says all of it. */
export function isMark({ distribution }: After): boolean {
  if (distribution.kind !== 'numbers') return false;
  const { minimum, maximum, counts } = distribution;
  return minimum === 0 && maximum === 1 && counts.slice(1, -1).every((count) => count === 0);
}

/** Columns of 0 and 1, each by how many rows have a 1. */
export function MarkBars({ column, marks, rows }: { column: string; marks: readonly After[]; rows: number }) {
  const onesOf = ({ distribution }: After) =>
    distribution.kind === 'numbers' ? (distribution.counts.at(-1) ?? 0) : 0;
  return (
    <div className="mark-bars">
      <p className="quiet">{text.prepare.picture.marks}</p>
      <Bars
        label={text.prepare.picture.marksOf(column)}
        bars={marks.map((mark) => ({
          name: shortName(mark.name, column),
          share: onesOf(mark) / Math.max(1, rows),
          value: formatCount(onesOf(mark)),
        }))}
      />
    </div>
  );
}

/** `region = north` as `= north`, as its column is named above. */
function shortName(name: string, column: string): string {
  return name.startsWith(`${column} `) ? name.slice(column.length + 1) : name;
}
