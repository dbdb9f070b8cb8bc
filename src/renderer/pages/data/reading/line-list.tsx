// The lines of the file that did not fit, each with its number, the reason and how it begins.
import type { ReadingReport } from '../../../../core/run/reading-report';
import { formatCount } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { TableHead } from '../../../ui/table-head';

export function LineList({ report }: { report: ReadingReport }) {
  const { rejected, rejectedRows, mended, mendedRows } = report;
  if (rejectedRows === 0 && mendedRows === 0)
    return <p className="quiet line-verdict">{text.reading.noRejected}</p>;
  return (
    <>
      {rejectedRows > 0 && (
        <Lines
          title={text.reading.rejected(formatCount(rejectedRows), rejectedRows === 1)}
          lines={rejected}
          all={rejectedRows}
        />
      )}
      {mendedRows > 0 && (
        <Lines
          title={text.reading.mended(formatCount(mendedRows), mendedRows === 1)}
          lines={mended}
          all={mendedRows}
        />
      )}
    </>
  );
}

function Lines({ title, lines, all }: { title: string; lines: ReadingReport['rejected']; all: number }) {
  return (
    <section className="odd-lines" aria-label={title}>
      <h3>{title}</h3>
      {lines.length < all && <p className="quiet">{text.reading.firstOnly(lines.length)}</p>}
      <div className="line-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <TableHead cells={[text.reading.lineHead, text.reading.reasonHead, text.reading.textHead]} />
          <tbody>
            {lines.map(({ line, reason, text: written }, i) => (
              // Further files have lines of the same number.
              <tr key={i}>
                <td>{formatCount(line)}</td>
                <td className="selectable">{reason}</td>
                <td className="written selectable">{written}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
