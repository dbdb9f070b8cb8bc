// For many classes: the pairs that are taken for each other most often.
import { formatCount, formatPercent } from '../../format/numbers';
import { text } from '../../i18n/text';
import { TableHead } from '../../ui/table-head';
import type { Confusion } from './confusion-matrix';

const shown = 15;

export function ConfusionList({ outcome: { classes, counts } }: { outcome: Confusion }) {
  const totals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const all = totals.reduce((sum, total) => sum + total, 0);
  const right = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const pairs = counts
    .flatMap((row, i) => row.map((count, j) => ({ i, j, count })))
    .filter(({ i, j, count }) => i !== j && count > 0)
    .sort((one, other) => other.count - one.count);
  return (
    <table className="confusion-list">
      <caption>{text.diagnose.manyClasses(classes.length, formatCount(right), formatCount(all))}</caption>
      <TableHead
        cells={[
          text.diagnose.actual,
          text.diagnose.predicted,
          { title: text.diagnose.rowsHead, className: 'number' },
          { title: text.diagnose.shareHead, className: 'number' },
        ]}
      />
      <tbody>
        {pairs.slice(0, shown).map(({ i, j, count }) => (
          <tr key={`${i} ${j}`}>
            <td>{classes[i]}</td>
            <td>{classes[j]}</td>
            <td className="number">{formatCount(count)}</td>
            <td className="number">{formatPercent(count / (totals[i] || 1))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
