// Loss and metric over the epochs, and small beside each other the learning rate and the size of the gradient.
import { useMemo } from 'react';
import { plannedPretraining } from '../../../core/recipe/planned-pretraining';
import { isOver, type RunRecord } from '../../../core/run/record';
import type { Series } from '../../charts/epoch-option';
import { createEpochView, type EpochView } from '../../charts/epoch-view';
import { formatCount, formatNumber } from '../../format/numbers';
import { headlineMetric } from '../../format/runs';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useTask } from '../../state/task-guess';
import { useWorkspace } from '../../state/workspace';
import { changeMarks } from './change-list';
import { ChartPanel } from './chart-panel';

export interface RunChartsProps {
  run: RunRecord;
  log: boolean;
  view: EpochView;
}

const lossSeries: readonly Series[] = [
  { field: 'trainLoss', title: text.parts.train, color: 'train', dashed: true },
  { field: 'validationLoss', title: text.parts.validation, color: 'validation' },
];
const averageSeries: Series = { field: 'averageLoss', title: text.charts.averaged, color: 'average' };
const averagedLossSeries: readonly Series[] = [
  ...lossSeries.slice(0, 1),
  averageSeries,
  ...lossSeries.slice(1),
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
  const { live } = useWorkspace();
  const metric = text.metrics[headlineMetric(useTask(run))];
  const { changes } = run.recipe.training;
  const marks = useMemo(() => changeMarks(changes), [changes]);
  // One chart that names the changes is enough.
  const unnamed = useMemo(() => marks.map(({ epoch }) => ({ epoch, label: '' })), [marks]);
  const planned = run.recipe.training.epochs;
  const shared = { columns: live.columns, planned, run, view, changes: marks };
  const losses = run.recipe.training.averaging.kind === 'none' ? lossSeries : averagedLossSeries;
  return (
    <div className="charts">
      <PretrainingCharts run={run} log={log} />
      <ChartPanel {...shared} title={text.charts.loss} series={losses} log={log} legend namesBest />
      <ChartPanel {...shared} changes={unnamed} title={metric} series={metricSeries} legend />
      <div className="small-charts">
        <ChartPanel {...shared} title={text.charts.learningRate} series={rateSeries} small />
        <ChartPanel {...shared} title={text.charts.gradientNorm} series={gradientSeries} log={log} small />
      </div>
    </div>
  );
}

/** The phase before the training, with a time axis of its own; nothing where there was none. */
function PretrainingCharts({ run, log }: { run: RunRecord; log: boolean }) {
  const { live } = useWorkspace();
  const some = useStore(live.progress, ({ pretrained }) => pretrained > 0);
  const view = useMemo(createEpochView, []);
  if (!some) return null;
  const over = isOver(run.state) || live.columns.length() > 0;
  return (
    <div>
      <ChartPanel
        columns={live.pretraining}
        planned={plannedPretraining(run.recipe)}
        run={run}
        over={over}
        view={view}
        changes={none}
        title={text.charts.reconstruction}
        series={lossSeries}
        log={log}
        short
        legend
      />
      <PretrainingFacts run={run} />
    </div>
  );
}

/** Rows, and of each autoencoder how well it reconstructs; known once the phase is over. */
function PretrainingFacts({ run }: { run: RunRecord }) {
  const { pretraining } = run;
  if (!pretraining) return null;
  const { rows, unlabelledRows, stages, skipped } = pretraining;
  const sentences = [
    text.charts.pretrained(formatCount(rows), unlabelledRows > 0 ? formatCount(unlabelledRows) : null),
    ...stages.map(({ title, firstLoss, lastLoss, bestEpoch }) =>
      text.charts.pretrainedStage(title, formatNumber(firstLoss, 3), formatNumber(lastLoss, 3), bestEpoch),
    ),
    ...(skipped ? [text.charts.pretrainingSkipped] : []),
  ];
  return <p className="quiet pretraining-facts selectable">{sentences.join(' · ')}</p>;
}

const none = [] as const;
