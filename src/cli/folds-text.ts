// A cross-validation as text: every fold, then each figure's mean with its spread.
import type { Folds, FoldScore } from '../core/run/folds';
import type { MetricName } from '../core/run/metrics';
import { alignTable } from './aligned-table';
import { countText, metricText } from './number-text';
import { paint } from './paint';

/** The figures that stand beside each fold, as far as the task has them. */
const shown: readonly MetricName[] = ['accuracy', 'balancedAccuracy', 'rocAuc', 'r2', 'rmse', 'mae'];

/** The whole text, ending in a line feed. */
export function foldsText(folds: Folds, color: boolean): string {
  return `${headText(folds)}${foldTable(folds)}${summaryTable(folds, color)}`;
}

function headText({ data, target, folds, repeats, state, scores, planned }: Folds): string {
  const deals = repeats === 1 ? '' : `, dealt ${repeats} times`;
  const stopped = state === 'cancelled' ? `Stopped after ${scores.length} of ${planned} trainings.\n` : '';
  return `"${target}" of ${data}, ${folds} folds${deals}\n${stopped}`;
}

function foldTable({ scores, repeats }: Folds): string {
  if (scores.length === 0) return '';
  const names = shown.filter((name) => scores.some(({ metrics }) => metrics[name] !== undefined));
  const head = [...(repeats > 1 ? ['repeat'] : []), 'fold', 'rows', 'judged', 'best epoch', ...names, 'loss'];
  const cells = ({ repeat, fold, rows, bestEpoch, metrics, loss }: FoldScore) => [
    ...(repeats > 1 ? [String(repeat)] : []),
    String(fold),
    countText(rows.train),
    countText(rows.judged),
    String(bestEpoch),
    ...names.map((name) => metricText(metrics[name])),
    metricText(loss),
  ];
  return alignTable(
    [head, ...scores.map(cells)],
    head.map(() => 'right' as const),
  );
}

function summaryTable({ summary, scores }: Folds, color: boolean): string {
  if (summary.length === 0) return 'No fold is done.\n';
  const rows = summary.map(({ metric, mean, deviation, error }) => [
    metric,
    metricText(mean),
    deviation === null ? '–' : `± ${metricText(deviation)}`,
    error === null ? '–' : metricText(error),
  ]);
  const table = alignTable(
    [['figure', 'mean', 'deviation', 'corrected error'], ...rows],
    ['left', 'right', 'right', 'right'],
  );
  const note = scores.some(({ part }) => part === 'validation')
    ? 'The folds also chose the epoch, so their figures are a little too good.\n'
    : '';
  const [head = '', ...lines] = table.split('\n');
  return `${paint(color).bold(head)}\n${lines.join('\n')}${note}`;
}
