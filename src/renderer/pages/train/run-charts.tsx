// Loss and metric over the epochs, and small beside each other the learning rate and the size of the gradient.
import { useCallback, useMemo } from 'react';
import { isOver, type RunRecord } from '../../../core/run/record';
import { EpochChart } from '../../charts/epoch-chart';
import type { Series } from '../../charts/epoch-option';
import { axisEnd, type EpochView } from '../../charts/epoch-view';
import { summarizeSeries } from '../../charts/series-summary';
import { formatFigure, formatNumber } from '../../format/numbers';
import { headlineMetric } from '../../format/runs';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useTask } from '../../state/task-guess';
import { useWorkspace } from '../../state/workspace';

export interface RunChartsProps {
  run: RunRecord;
  log: boolean;
  view: EpochView;
}

const lossSeries: readonly Series[] = [
  { field: 'trainLoss', title: text.parts.train, color: 'train', dashed: true },
  { field: 'validationLoss', title: text.parts.validation, color: 'validation' },
];
const metricSeries: readonly Series[] = [
  { field: 'trainMetric', title: text.parts.train, color: 'train', dashed: true },
  { field: 'validationMetric', title: text.parts.validation, color: 'validation' },
];
const rateSeries: readonly Series[] = [
  { field: 'learningRate', title: text.charts.learningRate, color: 'accent' },
];
const gradientSeries: readonly Series[] = [
  { field: 'gradientNorm', title: text.charts.gradientNorm, color: 'accent' },
];

export function RunCharts({ run, log, view }: RunChartsProps) {
  const task = useTask(run);
  const metric = text.metrics[headlineMetric(task)];
  const shared = { run, view };
  return (
    <div className="charts">
      <ChartPanel {...shared} title={text.charts.loss} series={lossSeries} log={log} legend namesBest />
      <ChartPanel {...shared} title={metric} series={metricSeries} legend />
      <div className="small-charts">
        <ChartPanel {...shared} title={text.charts.learningRate} series={rateSeries} small />
        <ChartPanel {...shared} title={text.charts.gradientNorm} series={gradientSeries} log={log} small />
      </div>
    </div>
  );
}

interface ChartPanelProps {
  run: RunRecord;
  view: EpochView;
  title: string;
  series: readonly Series[];
  log?: boolean;
  small?: boolean;
  legend?: boolean;
  /** Whether its legend names the best epoch; one chart is enough. */
  namesBest?: boolean;
}

function ChartPanel({
  run,
  view,
  title,
  series,
  log = false,
  small = false,
  legend = false,
  namesBest = false,
}: ChartPanelProps) {
  const { live } = useWorkspace();
  // Refreshes legend and summary with the small counters, ten times a second at the most; never per epoch.
  useStore(live.progress, (progress) => progress);
  const running = !isOver(run.state);
  const planned = run.recipe.training.epochs;
  const endOf = useCallback((epochs: number) => axisEnd(epochs, planned, running), [planned, running]);
  const { columns } = live;
  const lowest = columns.bestRow() < 0 ? 0 : (columns.column('epoch')[columns.bestRow()] ?? 0);
  const best = running || run.bestEpoch === 0 ? lowest : run.bestEpoch;
  const summary = useMemo(
    () => summarizeSeries(title, columns, series, small ? 0 : best),
    [title, columns, series, small, best, columns.version()],
  );
  return (
    <figure className={small ? 'chart-panel small' : 'chart-panel'}>
      <figcaption>
        <strong title={text.charts.zoomHelp}>{title}</strong>
        {legend ? (
          <Legend series={series} best={namesBest ? best : undefined} />
        ) : (
          <LastFigure field={series[0]?.field} />
        )}
      </figcaption>
      <EpochChart
        columns={columns}
        series={series}
        view={view}
        log={log}
        small={small}
        endOf={endOf}
        bestEpoch={running ? 0 : run.bestEpoch}
        showBest={!small}
        summary={summary}
      />
      <p className="visually-hidden">{summary}</p>
    </figure>
  );
}

function LastFigure({ field }: { field: Series['field'] | undefined }) {
  const { live } = useWorkspace();
  const value = field === undefined ? undefined : live.columns.column(field).at(-1);
  return <span className="figure">{formatNumber(value, 3)}</span>;
}

/** Each line with its last figure, and the best epoch. */
function Legend({ series, best }: { series: readonly Series[]; best?: number | undefined }) {
  const { live } = useWorkspace();
  return (
    <span className="legend">
      {series.map(({ field, title, color, dashed }) => (
        <span key={field} className={`key ${color} ${dashed ? 'dashed' : ''}`}>
          {title} <b>{formatFigure(live.columns.column(field).at(-1))}</b>
        </span>
      ))}
      {best !== undefined && best > 0 && <span className="key best">{text.charts.best(best)}</span>}
    </span>
  );
}
