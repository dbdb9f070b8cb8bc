// How the outputs of a layer are spread over the epochs: bands between their quantiles, and the median.
import { useCallback } from 'react';
import { type ActivationTelemetry, sketchShares } from '../../../../core/run/telemetry';
import type { Palette } from '../../../charts/palette';
import { axisLooks, Plot } from '../../../charts/plot';
import { formatNumber } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { layerTitles } from './layer-series';
import type { Looks } from '../../../state/telemetry-log';

interface Sketch {
  epoch: number;
  /** Quantiles at `sketchShares`. */
  quantiles: readonly number[];
}

export function Distribution({ looks, layer }: { looks: Looks; layer: string }) {
  const layers = looks.at(-1)?.layers ?? [];
  const title = layerTitles(layers)[layers.findIndex(({ name }) => name === layer)] ?? layer;
  const option = useCallback(
    (palette: Palette) => distributionOption(sketchesOf(looks, layer), palette),
    [looks, layer],
  );
  const sketches = sketchesOf(looks, layer);
  const summary = summarize(title, sketches);
  return (
    <figure className="chart-panel">
      <figcaption>
        <strong>{text.layers.distribution(title)}</strong>
        <span className="legend">
          <span className="key median">{text.layers.median}</span>
          <span className="key half">{text.layers.half}</span>
          <span className="key most">{text.layers.most}</span>
        </span>
      </figcaption>
      {sketches.length === 0 ? (
        <p className="quiet">{text.layers.noDistribution}</p>
      ) : (
        <>
          <Plot option={option} summary={summary} />
          <p className="visually-hidden">{summary}</p>
        </>
      )}
    </figure>
  );
}

/** More would not be told apart. */
const mostSketches = 150;

function sketchesOf(looks: Looks, name: string): Sketch[] {
  const step = Math.max(1, Math.ceil(looks.length / mostSketches));
  const some = looks.filter((_, i) => i % step === 0 || i === looks.length - 1);
  return some.flatMap(({ epoch, layers }) => {
    const activation: ActivationTelemetry | null =
      layers.find((layer) => layer.name === name)?.activation ?? null;
    return activation && activation.sketch.length === sketchShares.length
      ? [{ epoch, quantiles: activation.sketch }]
      : [];
  });
}

const quantileAt = (sketch: Sketch | undefined, share: (typeof sketchShares)[number]) =>
  sketch?.quantiles[sketchShares.indexOf(share)];

function summarize(title: string, sketches: readonly Sketch[]): string {
  const [first] = sketches;
  const last = sketches.at(-1);
  if (!first || !last) return text.layers.noDistribution;
  const halfOf = (sketch: Sketch) =>
    [0.25, 0.75].map((share) => formatNumber(quantileAt(sketch, share as 0.25 | 0.75), 3)) as [
      string,
      string,
    ];
  return text.layers.distributionSummary(title, first.epoch, halfOf(first), last.epoch, halfOf(last));
}

/** Opacity of the band above each quantile but the last. */
const opacities = [0.07, 0.14, 0.24, 0.42, 0.42, 0.24, 0.14, 0.07] as const;

/** Bands are stacked: the lowest quantile invisibly, on it the distance to each next one. */
function distributionOption(sketches: readonly Sketch[], palette: Palette) {
  const looks = axisLooks(palette);
  const band = (i: number) =>
    sketches.map(({ epoch, quantiles }) => [epoch, (quantiles[i + 1] ?? 0) - (quantiles[i] ?? 0)]);
  const invisible = { lineStyle: { opacity: 0 }, showSymbol: false, emphasis: { disabled: true } };
  const stacked = { type: 'line', stack: 'bands', stackStrategy: 'all', ...invisible };
  return {
    grid: { left: 52, right: 16, top: 12, bottom: 24 },
    xAxis: {
      ...looks,
      type: 'value',
      min: sketches[0]?.epoch ?? 1,
      max: Math.max((sketches[0]?.epoch ?? 1) + 1, sketches.at(-1)?.epoch ?? 2),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: {
      ...looks,
      type: 'value',
      scale: true,
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: { ...looks.axisLabel, formatter: (value: number) => formatNumber(value, 3) },
    },
    series: [
      { ...stacked, data: sketches.map(({ epoch, quantiles }) => [epoch, quantiles[0] ?? 0]) },
      ...opacities.map((opacity, i) => ({
        ...stacked,
        areaStyle: { color: palette.accent, opacity },
        data: band(i),
      })),
      {
        type: 'line',
        showSymbol: sketches.length < 3,
        symbolSize: 5,
        emphasis: { disabled: true },
        lineStyle: { width: 1.6, color: palette.validation },
        itemStyle: { color: palette.validation },
        data: sketches.map((sketch) => [sketch.epoch, quantileAt(sketch, 0.5)]),
      },
    ],
  };
}
