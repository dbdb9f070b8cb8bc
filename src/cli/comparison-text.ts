// A comparison of devices as a table, with the recommendation in words.
import type { Comparison, Measurement } from '../core/run/comparison';
import { candidateName } from '../core/run/judge-comparison';
import { alignTable } from './aligned-table';
import { settingOptions } from './diagnosis-text';
import { countText, durationText, figureText } from './number-text';
import { paint } from './paint';
import { commandLine } from './shell-text';

/** The whole text, ending in a line feed. */
export function comparisonText(comparison: Comparison, color: boolean): string {
  return [
    headText(comparison),
    tableText(comparison),
    leftText(comparison),
    adviceText(comparison, color),
  ].join('');
}

function headText({ target, data, rows, plannedEpochs, sameLoss }: Comparison): string {
  const facts = [
    rows === null ? '' : `${countText(rows)} training rows`,
    `${countText(plannedEpochs)} planned epochs`,
  ];
  if (sameLoss !== null) facts.push(`same loss ${figureText(sameLoss)}`);
  return `"${target}" of ${data}: ${facts.filter((fact) => fact !== '').join(', ')}\n`;
}

function tableText({ measurements, recommended }: Comparison): string {
  const fastest = Math.min(...measurements.flatMap(({ runSeconds }) => runSeconds ?? []));
  const cells = measurements.map((one) => measurementCells(one, fastest, one.candidate.id === recommended));
  return alignTable(
    [['', 'device', 'rows/s', 'epoch', 'compile', 'same loss', 'planned run', ''], ...cells],
    ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
  );
}

function measurementCells(one: Measurement, fastest: number, recommended: boolean): string[] {
  const { candidate, rowsPerSecond, epochSeconds, compileSeconds, lossSeconds, runSeconds } = one;
  const seconds = (value: number | null) => (value === null ? '–' : durationText(value));
  return [
    recommended ? '*' : '',
    candidateName(candidate),
    rowsPerSecond === null ? '–' : countText(Math.round(rowsPerSecond)),
    epochSeconds === null ? '–' : epochText(epochSeconds),
    compileSeconds === null ? '–' : `${compileSeconds.toFixed(2)} s`,
    lossSeconds === null ? '–' : `${lossSeconds.toFixed(2)} s`,
    seconds(runSeconds),
    one.error?.message ?? (one.state === 'waiting' ? 'not measured' : ratioText(runSeconds, fastest)),
  ];
}

function epochText(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
}

function ratioText(runSeconds: number | null, fastest: number): string {
  if (runSeconds === null) return '';
  const ratio = runSeconds / fastest;
  return ratio < 1.05 ? '' : `${ratio.toFixed(1)} times as long`;
}

function leftText({ left }: Comparison): string {
  return left.map(({ device, reason }) => `Left out ${device}: ${reason}\n`).join('');
}

function adviceText({ why, recommended, measurements, state }: Comparison, color: boolean): string {
  const best = measurements.find(({ candidate }) => candidate.id === recommended);
  if (!best || !why) return state === 'cancelled' ? 'Stopped before every device was measured.\n' : '';
  const options = settingOptions({ changes: best.candidate.changes });
  return `${paint(color).bold('Recommended')}: ${why}\n  ${commandLine(...options)}\n`;
}
