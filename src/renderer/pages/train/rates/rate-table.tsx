// The range test as figures: rate, loss of the batch, moving average.
import type { RateTest } from '../../../../core/run/rate-test';
import { formatNumber, formatSteady } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { TableHead } from '../../../ui/table-head';

export function RateTable({ test }: { test: RateTest }) {
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="epoch-table" tabIndex={0} role="region" aria-label={text.rates.tableLabel}>
      <table>
        <TableHead cells={[text.charts.learningRate, text.rates.batch, text.rates.smoothed]} />
        <tbody>
          {test.points.map(({ rate, loss }, i) => (
            <tr key={rate} className={rate === test.edge ? 'best' : ''}>
              <td>{formatNumber(rate, 3)}</td>
              <td>{formatSteady(loss ?? undefined)}</td>
              <td>{formatSteady(test.smoothed[i] ?? undefined)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
