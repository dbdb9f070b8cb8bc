// A chart over the epochs of the run in view with its head: title, legend with the last figures, summary in words.
import { useCallback, useMemo } from 'react';
import { isOver, type RunRecord } from '../../../core/run/record';
import { EpochChart } from '../../charts/epoch-chart';
import type { ChangeMark, Series } from '../../charts/epoch-option';
import { axisEnd, type EpochView } from '../../charts/epoch-view';
import { summarizeSeries } from '../../charts/series-summary';
import { formatFigure, formatNumber } from '../../format/numbers';
import { text } from '../../i18n/text';
import type { EpochColumns } from '../../state/epoch-columns';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';

export interface ChartPanelProps {
  run: RunRecord;
  columns: EpochColumns;
  /** Epochs at the most. */
  planned: number;
  /** Whether no epoch will come any more; as the run's state has it unless given. */
  over?: boolean;
  view: EpochView;
  changes: readonly ChangeMark[];
  title: string;
  series: readonly Series[];
  log?: boolean;
  /** Half as wide and without legend. */
  small?: boolean;
  /** As wide as the others, but lower. */
  short?: boolean;
  legend?: boolean;
  /** Whether its legend names the best epoch; one chart is enough. */
  namesBest?: boolean;
}

export function ChartPanel(props: ChartPanelProps) {
  const { run, columns, planned, view, changes, title, series, log = false } = props;
  const { small = false, short = false, legend = false, namesBest = false } = props;
  const { live } = useWorkspace();
  // Refreshes legend and summary with the small counters, ten times a second at the most; never per epoch.
  useStore(live.progress, (progress) => progress);
  const running = !(props.over ?? isOver(run.state));
  const endOf = useCallback((epochs: number) => axisEnd(epochs, planned, running), [planned, running]);
  const best = running || run.bestEpoch === 0 ? columns.bestEpoch() : run.bestEpoch;
  const plain = small || short;
  const summary = useMemo(
    () => summarizeSeries(title, columns, series, plain ? 0 : best),
    [title, columns, series, plain, best, columns.version()],
  );
  return (
    <figure className={`chart-panel ${small ? 'small' : ''} ${short ? 'short' : ''}`}>
      <figcaption>
        <strong title={text.charts.zoomHelp}>{title}</strong>
        {legend ? (
          <Legend columns={columns} series={series} best={namesBest ? best : undefined} />
        ) : (
          <span className="figure">{formatNumber(lastOf(columns, series[0]), 3)}</span>
        )}
      </figcaption>
      <EpochChart
        columns={columns}
        series={series}
        view={view}
        log={log}
        small={plain}
        endOf={endOf}
        bestEpoch={running ? 0 : run.bestEpoch}
        showBest={!plain}
        changes={changes}
        summary={summary}
      />
      <p className="visually-hidden">{summary}</p>
    </figure>
  );
}

const lastOf = (columns: EpochColumns, series: Series | undefined) =>
  series && columns.column(series.field).at(-1);

interface LegendProps {
  columns: EpochColumns;
  series: readonly Series[];
  best?: number | undefined;
}

/** Each line with its last figure, and the best epoch. */
function Legend({ columns, series, best }: LegendProps) {
  return (
    <span className={series.length > 2 ? 'legend dense' : 'legend'}>
      {series.map((one) => (
        <span key={one.field} className={`key ${one.color} ${one.dashed ? 'dashed' : ''}`}>
          {one.title} <b>{formatFigure(lastOf(columns, one))}</b>
        </span>
      ))}
      {best !== undefined && best > 0 && <span className="key best">{text.charts.best(best)}</span>}
    </span>
  );
}
