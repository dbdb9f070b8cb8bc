// What the folds say: each figure over all of them, and the folds one by one.
import type { Folds, FoldsSummary } from '../../../../core/run/folds';
import type { MetricName } from '../../../../core/run/metrics';
import { formatCount, formatFigure } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { TableHead } from '../../../ui/table-head';

/** So many figures of each fold stand in the table; all stand in the summary. */
const mostFigures = 3;
const mostFolds = 200;

export function FoldsResult({ folds }: { folds: Folds }) {
  const { summary } = folds;
  const [first] = summary;
  return (
    <>
      {first && <p className="main">{inWords(first)}</p>}
      <table className="metrics folds-summary">
        <TableHead
          cells={[
            text.diagnose.metrics,
            text.folds.mean,
            text.folds.deviation,
            { title: text.folds.error, help: text.folds.errorHelp },
          ]}
        />
        <tbody>
          {summary.map(({ metric, mean, deviation, error }) => (
            <tr key={metric}>
              <th scope="row">{titleOf(metric)}</th>
              <td>{formatFigure(mean)}</td>
              <td>{formatFigure(deviation)}</td>
              <td>{formatFigure(error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <FoldTable folds={folds} />
    </>
  );
}

function inWords({ metric, mean, deviation, folds }: FoldsSummary): string {
  const name = titleOf(metric);
  if (deviation === null) return text.folds.one(name, formatFigure(mean));
  return text.folds.verdict(name, formatFigure(mean), formatFigure(deviation), folds);
}

function titleOf(metric: string): string {
  const titles: Record<string, string> = text.metrics;
  return titles[metric] ?? text.folds.loss;
}

function FoldTable({ folds: { scores, summary, repeats } }: { folds: Folds }) {
  const figures = summary.map(({ metric }) => metric).slice(0, mostFigures);
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="epoch-table" tabIndex={0} role="region" aria-label={text.folds.tableLabel}>
      <table>
        <TableHead
          cells={[
            ...(repeats > 1 ? [text.folds.repeat] : []),
            text.folds.fold,
            text.folds.learned,
            text.folds.judged,
            text.folds.epoch,
            ...figures.map(titleOf),
          ]}
        />
        <tbody>
          {scores.slice(0, mostFolds).map((score) => (
            <tr key={`${score.repeat} ${score.fold}`}>
              {repeats > 1 && <td>{score.repeat}</td>}
              <td>{score.fold}</td>
              <td>{formatCount(score.rows.train)}</td>
              <td>{formatCount(score.rows.judged)}</td>
              <td>{formatCount(score.bestEpoch)}</td>
              {figures.map((metric) => (
                <td key={metric}>
                  {formatFigure(metric === 'loss' ? score.loss : score.metrics[metric as MetricName])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
