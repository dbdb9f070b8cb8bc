// A measured effect as text: every pair, then the mean with its interval.
import type { Effect, EffectPair, MeasuredPart } from '../core/run/effect';
import { alignTable } from './aligned-table';
import { countText, metricText } from './number-text';
import { paint } from './paint';

const partNames: Record<MeasuredPart, string> = {
  'test-file': 'the test file',
  test: 'the test part',
  validation: 'the validation part, which also chose the epoch',
};
const metricNames = { accuracy: 'accuracy', r2: 'R²' } as const;

/** The whole text, ending in a line feed. */
export function effectText(effect: Effect, color: boolean): string {
  return `${headText(effect)}${pairTable(effect)}${verdict(effect, color)}`;
}

function headText({ title, target, data, rows, part }: Effect): string {
  const scored =
    part === null || rows === null ? '' : `, scored on ${countText(rows)} rows of ${partNames[part]}`;
  return `${title}\n"${target}" of ${data}${scored}\n`;
}

function pairTable({ pairs, metric, lossEffect }: Effect): string {
  if (pairs.length === 0 || metric === null) return '';
  // Null of two pairs or more: the losses cannot be compared.
  const withLoss = lossEffect !== null || pairs.length < 2;
  const cells = ({ seed, before, after, beforeLoss, afterLoss }: EffectPair) => [
    String(seed),
    metricText(before),
    metricText(after),
    signed(after - before),
    ...(withLoss ? [metricText(beforeLoss), metricText(afterLoss)] : []),
  ];
  const name = metricNames[metric];
  const lossHead = withLoss ? ['loss before', 'after'] : [];
  const head = ['seed', `${name} before`, 'after', 'difference', ...lossHead];
  return alignTable(
    [head, ...pairs.map(cells)],
    head.map(() => 'right' as const),
  );
}

function verdict(
  { metric, effect, lossEffect, balancedEffect, pairs, state, planned }: Effect,
  color: boolean,
): string {
  const stopped = state === 'cancelled' ? `Stopped after ${pairs.length} of ${planned} pairs.\n` : '';
  if (metric === null || !effect) {
    return `${stopped}Fewer than two pairs are done, which say nothing of how sure the difference is.\n`;
  }
  const loss = lossEffect ? `${effectLine('loss', lossEffect, pairs.length)}\n` : '';
  const balanced = balancedEffect ? `${effectLine('balanced accuracy', balancedEffect, pairs.length)}\n` : '';
  return `${stopped}${paint(color).bold(effectLine(metricNames[metric], effect, pairs.length))}\n${balanced}${loss}`;
}

function effectLine(name: string, effect: NonNullable<Effect['effect']>, count: number): string {
  const { mean, low, high, wins, ties, probability } = effect;
  const even = ties === 0 ? '' : `, equal in ${ties}`;
  return [
    `${name} ${signed(mean)} (95 % interval ${signed(low)} to ${signed(high)})`,
    `better in ${wins} of ${count} seeds${even}`,
    `probability of a gain ${percentText(probability)}`,
  ].join(', ');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${metricText(Math.abs(value))}`;
}

/** Never a certainty that was not measured. */
function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 99.9) return 'over 99.9 %';
  if (percent < 0.1) return 'under 0.1 %';
  return `${percent.toFixed(1)} %`;
}
