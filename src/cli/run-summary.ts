// The result of a training for people: figures, what they are of, what ails the model, and what to do next.
import { basename } from 'node:path';
import type { AugmentationFacts } from '../core/run/augmentation';
import type { Metrics } from '../core/run/metrics';
import type { Pretraining } from '../core/run/pretraining';
import type { RunRecord } from '../core/run/record';
import { alignTable } from './aligned-table';
import { diagnosisText } from './diagnosis-text';
import { countText, durationText, metricText } from './number-text';
import { paint } from './paint';
import type { EndedRun } from './run-report';
import { commandLine } from './shell-text';

/** The whole summary, ending in a line feed. */
export function runSummary(run: EndedRun, color: boolean): string {
  const { record, findings } = run;
  const heading = paint(color).bold;
  return [
    factLines(record),
    metricTable(record),
    `${heading('Diagnosis')}\n${diagnosisText(findings, color)}`,
    nextSteps(run, heading),
  ].join('\n');
}

const taskNames = {
  regression: 'regression',
  binary: 'binary classification',
  multiclass: 'multi-class classification',
} as const;

function factLines(record: RunRecord): string {
  const { recipe, execution, rows, task } = record;
  const what = `${task ? taskNames[task] : 'model'} of "${recipe.data.target}" on ${basename(record.source.path)}`;
  const facts = [`${countText(record.epochs)} epochs in ${durationText(record.seconds)}`];
  if (execution) facts.push(`device ${execution.device}`, `executor ${execution.executor}`);
  if (record.parameters !== null) facts.push(`${countText(record.parameters)} parameters`);
  const lines = [what.charAt(0).toUpperCase() + what.slice(1), facts.join(', ')];
  if (rows) {
    const parts = Object.entries(rows).filter(([, count]) => count > 0);
    lines.push(`Rows: ${parts.map(([part, count]) => `${countText(count)} ${part}`).join(', ')}`);
  }
  if (record.augmentation) lines.push(augmentationLine(record.augmentation));
  if (record.pretraining) lines.push(pretrainingLine(record.pretraining));
  // Such as a GPU that is there but was not taken.
  if (execution?.reason) lines.push(`Device: ${execution.reason}`);
  const how = record.state === 'stopped' ? 'Stopped early by request; all' : 'All';
  lines.push(`${how} figures are of epoch ${record.bestEpoch}, the best on the validation rows.`);
  return lines.map((line) => `${line}\n`).join('');
}

/** `More data (smote): 412 rows of b made from 58`, and what was left out. */
function augmentationLine({ kind, sources, removed, renewed }: AugmentationFacts): string {
  const made = sources.map(
    ({ class: name, made: count, from }) =>
      `${countText(count)} rows${name === null ? '' : ` of ${name}`} made from ${countText(from)}`,
  );
  return [
    `More data (${kind}): ${[...made, ...(removed > 0 ? [`${countText(removed)} rows left out`] : [])].join(', ')}`,
    ...(renewed ? ['anew in each epoch'] : []),
  ].join(', ');
}

function pretrainingLine({ epochs, rows, unlabelledRows, skipped, stages }: Pretraining): string {
  const errors = stages.map(
    ({ firstLoss, lastLoss }) => `${metricText(firstLoss)} to ${metricText(lastLoss)}`,
  );
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  return [
    `Pre-training: ${countText(epochs)} epochs in ${durationText(seconds)}${skipped ? ', ended early by request' : ''}`,
    `${countText(rows)} rows, ${countText(unlabelledRows)} of them without a target`,
    `reconstruction error ${errors.join(', then ')}`,
  ].join(', ');
}

function metricTable({ metrics }: RunRecord): string {
  if (!metrics) return '';
  const parts: [string, Metrics][] = [
    ['train', metrics.train],
    ['validation', metrics.validation],
  ];
  if (metrics.test) parts.push(['test', metrics.test]);
  const names = Object.keys(metrics.validation) as (keyof Metrics)[];
  const rows = names.map((name) => [name, ...parts.map(([, part]) => metricText(part[name]))]);
  return alignTable(
    [['', ...parts.map(([part]) => part)], ...rows],
    ['left', ...parts.map(() => 'right' as const)],
  );
}

function nextSteps({ folder, record }: EndedRun, heading: (text: string) => string): string {
  // A run in Hone's own folder is found by its id, which is shorter; one elsewhere by its folder.
  const name = basename(folder) === record.id ? record.id : folder;
  return [
    `${heading('Run')} ${folder}\n`,
    'Next:\n',
    `  ${commandLine('hone', 'predict', name, 'new.csv', '--out', 'predictions.csv')}\n`,
    `  ${commandLine('hone', 'export', name, '--format', 'onnx', '--out', 'model')}\n`,
  ].join('');
}
