// Every layer with every figure: the last one, and a small line of how it went.
import { type CSSProperties, memo } from 'react';
import { Sparkline } from '../../../charts/sparkline';
import { text } from '../../../i18n/text';
import type { Looks } from '../../../state/telemetry-log';
import { TableHead } from '../../../ui/table-head';
import { type LayerMetric, layerMetrics } from './layer-metrics';
import { joinColumns, layerSeries, layerTitles } from './layer-series';

export interface LayerLinesProps {
  looks: Looks;
  chosen: string | null;
  onChoose(name: string): void;
}

export const LayerLines = memo(function LayerLines({ looks, chosen, onChoose }: LayerLinesProps) {
  const columns = layerMetrics.map((metric) => ({
    metric,
    byName: new Map(layerSeries(looks, metric).map(({ name, values }) => [name, values])),
  }));
  const shown = columns.filter(({ byName }) => byName.size > 0);
  const layers = looks.at(-1)?.layers ?? [];
  const titles = layerTitles(layers);
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="layer-lines" tabIndex={0} role="region" aria-label={text.layers.linesLabel}>
      <table style={{ '--figures': shown.length } as CSSProperties}>
        <TableHead
          cells={[text.layers.layer, ...shown.map(({ metric: { title, help } }) => ({ title, help }))]}
        />
        <tbody>
          {layers.map(({ name }, i) => (
            <tr key={name} className={name === chosen ? 'selected' : ''} onClick={() => onChoose(name)}>
              <th scope="row">
                <button type="button" aria-pressed={name === chosen} title={titles[i]}>
                  {titles[i]}
                </button>
              </th>
              {shown.map(({ metric, byName }) => (
                <LineCell key={metric.id} metric={metric} values={byName.get(name)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

function LineCell({
  metric,
  values,
}: {
  metric: LayerMetric;
  values: readonly (number | null)[] | undefined;
}) {
  if (!values) return <td className="none">{text.unknown}</td>;
  return (
    <td>
      <Sparkline values={joinColumns(values, 56)} log={metric.scale === 'log'} />
      <span>{metric.format(values.at(-1) ?? null)}</span>
    </td>
  );
}
