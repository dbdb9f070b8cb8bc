// What can be looked at in a layer, and how each figure is read, shown and coloured.
import type { LayerTelemetry } from '../../../../core/run/telemetry';
import { formatNumber, formatPercent } from '../../../format/numbers';
import { text } from '../../../i18n/text';

export const layerMetricIds = [
  'gradientNorm',
  'weightNorm',
  'updateRatio',
  'mean',
  'deviation',
  'dead',
  'saturated',
] as const;
export type LayerMetricId = (typeof layerMetricIds)[number];

export interface LayerMetric {
  id: LayerMetricId;
  title: string;
  help: string;
  /** Null where the layer has no such figure, or none that is finite. */
  read(layer: LayerTelemetry): number | null;
  /** Figures over several powers of ten are coloured by their logarithm, shares from 0 to 1. */
  scale: 'log' | 'linear' | 'share';
  format(value: number | null): string;
}

const figure = (value: number | null) => formatNumber(value, 3);
const share = (value: number | null) => (value === null ? text.unknown : formatPercent(value));

const readers: Record<LayerMetricId, Pick<LayerMetric, 'read' | 'scale' | 'format'>> = {
  gradientNorm: { read: (layer) => layer.gradientNorm, scale: 'log', format: figure },
  weightNorm: { read: (layer) => layer.weightNorm, scale: 'linear', format: figure },
  updateRatio: { read: (layer) => layer.updateRatio, scale: 'log', format: figure },
  mean: { read: ({ activation }) => activation?.mean ?? null, scale: 'linear', format: figure },
  deviation: { read: ({ activation }) => activation?.deviation ?? null, scale: 'linear', format: figure },
  dead: { read: ({ activation }) => activation?.dead ?? null, scale: 'share', format: share },
  saturated: { read: ({ activation }) => activation?.saturated ?? null, scale: 'share', format: share },
};

export const layerMetrics: readonly LayerMetric[] = layerMetricIds.map((id) => ({
  id,
  ...text.layers.metrics[id],
  ...readers[id],
}));
