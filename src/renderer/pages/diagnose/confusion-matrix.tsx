// Counts of actual against predicted class, shaded by the share of the actual class.
import type { Outcome } from '../../../core/run/outcome';
import { formatCount, formatPercent } from '../../format/numbers';
import { text } from '../../i18n/text';

export type Confusion = Extract<Outcome, { kind: 'confusion' }>;

export function ConfusionMatrix({ outcome: { classes, counts } }: { outcome: Confusion }) {
  return (
    <div className="confusion-scroll">
      <table className="confusion">
        <caption>{text.diagnose.confusionHelp}</caption>
        <thead>
          <tr>
            <td className="corner">{text.diagnose.actualPredicted}</td>
            {classes.map((name) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
            <th scope="col" className="recall">
              {text.diagnose.recall}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((actual, i) => {
            const row = counts[i] ?? [];
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={actual}>
                <th scope="row" title={actual}>
                  {actual}
                </th>
                {classes.map((predicted, j) => (
                  <Cell
                    key={predicted}
                    count={row[j] ?? 0}
                    total={total}
                    right={i === j}
                    title={text.diagnose.cell(actual, predicted)}
                  />
                ))}
                <td className="recall">
                  {total === 0 ? text.unknown : formatPercent((row[i] ?? 0) / total)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  count,
  total,
  right,
  title,
}: {
  count: number;
  total: number;
  right: boolean;
  title: string;
}) {
  const share = total === 0 ? 0 : count / total;
  const tone = right ? '--shade-right' : '--shade-wrong';
  return (
    <td
      className={count === 0 ? 'none' : undefined}
      title={`${title}: ${formatCount(count)} (${formatPercent(share)})`}
      style={{
        backgroundColor: count === 0 ? undefined : `rgb(var(${tone}) / ${(0.12 + 0.48 * share).toFixed(3)})`,
      }}
    >
      {formatCount(count)}
    </td>
  );
}
