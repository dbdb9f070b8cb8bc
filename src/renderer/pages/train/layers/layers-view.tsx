// A look into the layers of the run in view: one figure as a picture of all layers, then every layer with all figures.
import { useDeferredValue, useMemo, useState } from 'react';
import { isOver, type RunRecord } from '../../../../core/run/record';
import type { EpochView } from '../../../charts/epoch-view';
import type { Series } from '../../../charts/epoch-option';
import { showField } from '../../../frame/show-field';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import type { Looks, Phase } from '../../../state/telemetry-log';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { type Form, PictureOrTable } from '../../../ui/picture-or-table';
import { Segments } from '../../../ui/segments';
import { Select } from '../../../ui/select';
import { ChartPanel } from '../chart-panel';
import { Distribution } from './distribution';
import { LayerHeat } from './layer-heat';
import { LayerLines } from './layer-lines';
import { type LayerMetric, type LayerMetricId, layerMetrics } from './layer-metrics';
import { describeFewLooks } from './few-looks';
import { type LayerSeries, layerSeries } from './layer-series';
import { LayerTable } from './layer-table';

export interface LayersViewProps {
  run: RunRecord;
  view: EpochView;
}

export function LayersView({ run, view }: LayersViewProps) {
  const { live } = useWorkspace();
  // What a person does comes first; the next look may wait a frame.
  const looks = useDeferredValue(useStore(live.telemetry.shown, (shown) => shown));
  const [wanted, setWanted] = useState<Phase>('training');
  const phase = looks[wanted].length > 0 || looks.pretraining.length === 0 ? wanted : 'pretraining';
  if (looks[phase].length === 0) return <NoLooks run={run} />;
  const phases = looks.training.length > 0 && looks.pretraining.length > 0;
  return (
    <div className="layers">
      {phases && (
        <Segments
          label={text.layers.phase}
          value={phase}
          options={(['pretraining', 'training'] as const).map((value) => ({
            value,
            title: text.layers.phases[value],
          }))}
          onChange={(next) => setWanted(next)}
        />
      )}
      <FewLooks run={run} phase={phase} looks={looks[phase]} />
      <LayerPictures key={phase} looks={looks[phase]} />
      {phase === 'training' && <LossNoise run={run} view={view} />}
    </div>
  );
}

/** Why there are fewer looks than the recipe asks for; nothing where there are enough to see a course. */
function FewLooks({ run, phase, looks }: { run: RunRecord; phase: Phase; looks: Looks }) {
  const { live } = useWorkspace();
  useStore(live.progress, (progress) => progress);
  const columns = phase === 'training' ? live.columns : live.pretraining;
  const told = describeFewLooks(looks, {
    epochs: columns.length(),
    interval: run.recipe.training.telemetry,
    seconds: columns.column('seconds').reduce((sum, seconds) => sum + seconds, 0),
  });
  return told === '' ? null : <p className="quiet few-looks">{told}</p>;
}

function LayerPictures({ looks }: { looks: Looks }) {
  const [metricId, setMetricId] = useState<LayerMetricId>('gradientNorm');
  const [form, setForm] = useState<Form>('picture');
  const [picked, setPicked] = useState<string | null>(null);
  const metric = layerMetrics.find(({ id }) => id === metricId) as LayerMetric;
  const series = useMemo(() => layerSeries(looks, metric), [looks, metric]);
  const epochs = useMemo(() => looks.map(({ epoch }) => epoch), [looks]);
  const layers = looks.at(-1)?.layers ?? [];
  const chosen = picked ?? layers.find(({ activation }) => activation)?.name ?? layers[0]?.name ?? null;
  const summary = summarize(metric, series, epochs);
  return (
    <>
      <div className="layers-head">
        <Select
          label={text.layers.metric}
          value={metricId}
          options={layerMetrics.map(({ id, title }) => ({ value: id, title }))}
          onChange={(id) => setMetricId(id as LayerMetricId)}
        />
        <p className="quiet">{metric.help}</p>
        <PictureOrTable form={form} onChange={setForm} />
      </div>
      {series.length === 0 ? (
        <p className="quiet nothing">{text.layers.noneOf(metric.title)}</p>
      ) : form === 'picture' ? (
        <LayerHeat
          metric={metric}
          series={series}
          epochs={epochs}
          chosen={chosen}
          onChoose={setPicked}
          summary={summary}
        />
      ) : (
        <LayerTable metric={metric} series={series} epochs={epochs} />
      )}
      <LayerLines looks={looks} chosen={chosen} onChoose={setPicked} />
      {chosen !== null && <Distribution looks={looks} layer={chosen} />}
    </>
  );
}

/** The picture in one sentence: range over all layers at the last look, and where it is lowest and highest. */
function summarize(metric: LayerMetric, series: readonly LayerSeries[], epochs: readonly number[]): string {
  const last = series
    .map(({ title, values }) => ({ title, value: values.at(-1) ?? null }))
    .filter((one): one is { title: string; value: number } => one.value !== null)
    .sort((one, other) => one.value - other.value);
  const low = last[0];
  const high = last.at(-1);
  if (!low || !high) return text.layers.noneOf(metric.title);
  return text.layers.summary(
    metric.title,
    series.length,
    epochs.at(-1) ?? 0,
    [low.title, metric.format(low.value)],
    [high.title, metric.format(high.value)],
  );
}

const noiseSeries: readonly Series[] = [
  { field: 'lossNoise', title: text.charts.lossNoise, color: 'accent' },
];
const unchanged = [] as const;

function LossNoise({ run, view }: LayersViewProps) {
  const { live } = useWorkspace();
  return (
    <ChartPanel
      run={run}
      columns={live.columns}
      planned={run.recipe.training.epochs}
      view={view}
      changes={unchanged}
      title={text.charts.lossNoise}
      series={noiseSeries}
      short
    />
  );
}

function NoLooks({ run }: { run: RunRecord }) {
  const workspace = useWorkspace();
  const off = run.recipe.training.telemetry === 0;
  const over = isOver(run.state);
  return (
    <Empty icon="layers" title={text.layers.emptyTitle}>
      <p>{off ? text.layers.off : over ? text.layers.never : text.layers.notYet}</p>
      {off && (
        <Button onClick={() => showField(workspace, 'training.telemetry')}>{text.layers.showField}</Button>
      )}
    </Empty>
  );
}
