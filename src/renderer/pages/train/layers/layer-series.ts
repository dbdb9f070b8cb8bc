// The figures of one metric as a table: a row for each layer that has it, a column for each look.
import type { Looks } from '../../../state/telemetry-log';
import type { LayerMetric } from './layer-metrics';

export interface LayerSeries {
  name: string;
  title: string;
  /** One for each look; null where unknown. */
  values: readonly (number | null)[];
}

/** Layers keep the order in which rows pass through them; those that never have the figure are left out. */
export function layerSeries(looks: Looks, metric: LayerMetric): readonly LayerSeries[] {
  const layers = looks.at(-1)?.layers ?? [];
  const titles = layerTitles(layers);
  return layers
    .map(({ name }, i) => {
      const title = titles[i] ?? name;
      const values = looks.map((look) => {
        // Mostly the same layers at the same places; after layer-wise pre-training others.
        const layer = look.layers[i]?.name === name ? look.layers[i] : find(look.layers, name);
        return layer ? metric.read(layer) : null;
      });
      return { name, title, values };
    })
    .filter(({ values }) => values.some((value) => value !== null));
}

/** The layers' titles; those that come more than once with the number of their name behind: ReLU · 2. */
export function layerTitles(layers: readonly { name: string; title: string }[]): string[] {
  return layers.map(({ name, title }) => {
    const twice = layers.filter((other) => other.title === title).length > 1;
    const number = /\d+$/.exec(name)?.[0];
    return twice && number !== undefined ? `${title} · ${number}` : title;
  });
}

function find<Layer extends { name: string }>(layers: readonly Layer[], name: string): Layer | undefined {
  return layers.find((layer) => layer.name === name);
}

/** At most so many columns: the mean of the known values of neighbours. */
export function joinColumns(values: readonly (number | null)[], most: number): readonly (number | null)[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, i) => {
    const from = Math.floor((i * values.length) / most);
    const to = Math.max(from + 1, Math.floor(((i + 1) * values.length) / most));
    const known = values.slice(from, to).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

/** Where a value stands between the least and the greatest, 0 to 1, on the metric's scale. */
export function shadeScale(series: readonly LayerSeries[], scale: LayerMetric['scale']) {
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const usable = scale === 'log' ? known.filter((value) => value > 0) : known;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of usable) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (scale === 'share') [low, high] = [0, 1];
  if (low > high) [low, high] = [0, 1];
  const at = scale === 'log' ? (value: number) => Math.log(Math.max(value, low)) : (value: number) => value;
  const width = at(high) - at(low);
  const place = (value: number) =>
    width > 0 ? Math.min(1, Math.max(0, (at(value) - at(low)) / width)) : 0.5;
  return { low, high, place };
}
