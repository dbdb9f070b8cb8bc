// The first rows under the draft, as the file writes them. Both ways capped, so that a wide file costs no time.
import type { Preview } from '../../../../core/run/preview';
import { text } from '../../../i18n/text';

const mostColumns = 40;
const mostRows = 30;

export function LookTable({ look }: { look: Pick<Preview, 'columns' | 'rows'> }) {
  const columns = look.columns.slice(0, mostColumns);
  const left = look.columns.length - columns.length;
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="look-table" tabIndex={0} role="region" aria-label={text.reading.look}>
      <table>
        <thead>
          <tr>
            {columns.map((name, i) => (
              // Names may be equal under a wrong dialect.
              <th key={i} scope="col" title={name}>
                {name}
              </th>
            ))}
            {left > 0 && <th className="quiet">{text.reading.moreColumns(left)}</th>}
          </tr>
        </thead>
        <tbody>
          {look.rows.slice(0, mostRows).map((cells, row) => (
            <tr key={row}>
              {columns.map((_, i) => (
                <td key={i} title={(cells[i] ?? '').length > 18 ? cells[i] : undefined}>
                  {cells[i] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
