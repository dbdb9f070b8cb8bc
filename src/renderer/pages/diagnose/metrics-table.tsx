// The figures of train, validation and test part, with the epoch whose weights they belong to.
import { higherIsBetter, type MetricName, type Metrics } from '../../../core/run/metrics';
import type { RunRecord } from '../../../core/run/record';
import { formatFigure } from '../../format/numbers';
import { text } from '../../i18n/text';
import { TableHead } from '../../ui/table-head';

const parts = ['train', 'validation', 'test'] as const;

export function MetricsTable({ run }: { run: RunRecord }) {
  const { metrics, rows } = run;
  if (!metrics) return null;
  const names = (Object.keys(higherIsBetter) as MetricName[]).filter((name) =>
    parts.some((part) => metrics[part]?.[name] !== undefined),
  );
  const figure = (part: Metrics | null, name: MetricName) => formatFigure(part?.[name]);
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">{text.diagnose.metrics}</h2>
      <table className="metrics">
        <caption>{text.diagnose.weights(run.bestEpoch, run.epochs)}</caption>
        <TableHead
          cells={[
            null,
            ...parts.map((part) => ({
              title: text.parts[part],
              help: rows ? text.diagnose.rows(rows[part]) : undefined,
            })),
          ]}
        />
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" title={higherIsBetter[name] ? text.diagnose.higher : text.diagnose.lower}>
                {text.metrics[name]}
              </th>
              {parts.map((part) => (
                <td key={part}>{figure(metrics[part], name)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
