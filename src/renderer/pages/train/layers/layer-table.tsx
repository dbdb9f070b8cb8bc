// The figures behind the heat map: a row for each look, newest first, a column for each layer.
import { text } from '../../../i18n/text';
import { TableHead } from '../../../ui/table-head';
import type { LayerMetric } from './layer-metrics';
import type { LayerSeries } from './layer-series';

/** More rows than these are thinned out evenly. */
const mostRows = 200;

export interface LayerTableProps {
  metric: LayerMetric;
  series: readonly LayerSeries[];
  epochs: readonly number[];
}

export function LayerTable({ metric, series, epochs }: LayerTableProps) {
  const step = Math.max(1, Math.ceil(epochs.length / mostRows));
  const rows = epochs.map((epoch, i) => ({ epoch, i })).reverse();
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="epoch-table" tabIndex={0} role="region" aria-label={text.layers.tableLabel(metric.title)}>
      <table>
        <TableHead cells={[text.charts.epochHead, ...series.map(({ title }) => title)]} />
        <tbody>
          {rows
            .filter((_, i) => i % step === 0)
            .map(({ epoch, i }) => (
              <tr key={epoch}>
                <td>{epoch}</td>
                {series.map(({ name, values }) => (
                  <td key={name}>{metric.format(values[i] ?? null)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
