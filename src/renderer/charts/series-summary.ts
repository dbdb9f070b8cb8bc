// A chart in one sentence, for people who do not see it.
import { formatNumber } from '../format/numbers';
import { text } from '../i18n/text';
import type { EpochColumns, EpochField } from '../state/epoch-columns';

/** How each series went from its first to its last known value, and where validation was best. */
export function summarizeSeries(
  title: string,
  columns: EpochColumns,
  series: readonly { field: EpochField; title: string }[],
  bestEpoch: number,
): string {
  const epochs = columns.length();
  if (epochs === 0) return text.charts.noneYet(title);
  const parts = series.flatMap(({ field, title: name }) => {
    const values = columns.column(field).filter((value) => !Number.isNaN(value));
    const first = values[0];
    const last = values.at(-1);
    return first === undefined || last === undefined
      ? []
      : [text.charts.fromTo(name, formatNumber(first), formatNumber(last))];
  });
  const best = bestEpoch > 0 ? text.charts.bestAt(bestEpoch) : '';
  return text.charts.summary(title, epochs, parts, best);
}
