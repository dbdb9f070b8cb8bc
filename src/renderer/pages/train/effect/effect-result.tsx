// What the pairs say: the difference with its interval, in how many the change won, and each pair as two dots.
import { useCallback, useState } from 'react';
import type { Effect } from '../../../../core/run/effect';
import type { Palette } from '../../../charts/palette';
import { Plot } from '../../../charts/plot';
import { formatCount, formatFigure, formatNumber, formatPercent } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { type Form, PictureOrTable } from '../../../ui/picture-or-table';
import { TableHead } from '../../../ui/table-head';
import { effectOption } from './effect-option';

export function EffectResult({ effect }: { effect: Effect }) {
  const [form, setForm] = useState<Form>('picture');
  const { metric, part, rows } = effect;
  return (
    <>
      <div className="verdict-lines" aria-live="polite">
        {verdict(effect).map((sentence, i) => (
          <p key={sentence} className={i === 0 ? 'main' : 'quiet'}>
            {sentence}
          </p>
        ))}
      </div>
      <div className="measured-head">
        {metric && part && (
          <p className="quiet">
            {text.effect.measuredOn(
              text.effect.metrics[metric],
              formatCount(rows ?? 0),
              text.effect.parts[part],
            )}
          </p>
        )}
        <PictureOrTable form={form} onChange={setForm} />
      </div>
      {form === 'picture' ? <PairPicture effect={effect} /> : <PairTable effect={effect} />}
    </>
  );
}

/** A plus or a true minus before the figure. */
function signed(value: number): string {
  const shown = formatNumber(Math.abs(value), 3);
  return value > 0 ? `+${shown}` : value < 0 ? `−${shown}` : shown;
}

/** The effect in sentences, the headline first. */
export function verdict({ metric, effect, lossEffect, balancedEffect, better, pairs }: Effect): string[] {
  if (!metric || !effect) return [text.effect.tooFew];
  const { mean, low, high, wins, ties, probability } = effect;
  const name = text.effect.metrics[metric];
  const side = better === 'higher' ? 1 : -1;
  const kind =
    low * side > 0 && high * side > 0 ? 'better' : low * side < 0 && high * side < 0 ? 'worse' : 'unclear';
  const interval = (one: { low: number; high: number }) => [signed(one.low), signed(one.high)] as const;
  const loss = lossEffect ? [text.effect.loss(signed(lossEffect.mean), interval(lossEffect))] : [];
  const balanced = balancedEffect ? [balancedInWords(balancedEffect)] : [];
  if (ties === pairs.length) return [text.effect.same(name, pairs.length), ...balanced, ...loss];
  return [
    text.effect.verdict(metric, signed(mean), interval({ low, high }), kind),
    text.effect.wins(wins, ties, pairs.length, formatProbability(probability)),
    ...balanced,
    ...loss,
  ];
}

/** What small classes gain or lose, which the accuracy of all rows hardly shows. */
function balancedInWords({ mean, low, high, probability }: NonNullable<Effect['effect']>): string {
  const kind = low > 0 ? 'better' : high < 0 ? 'worse' : 'unclear';
  return text.effect.balanced(
    signed(mean),
    [signed(low), signed(high)],
    kind,
    formatProbability(probability),
  );
}

/** Nothing that is measured in pairs is quite certain. */
function formatProbability(probability: number): string {
  if (probability > 0.99) return `>${formatPercent(0.99)}`;
  return probability < 0.01 ? `<${formatPercent(0.01)}` : formatPercent(probability);
}

const rowPixels = 24;

function PairPicture({ effect }: { effect: Effect }) {
  const option = useCallback((palette: Palette) => effectOption(effect, palette), [effect]);
  const { pairs, metric } = effect;
  const mean = (values: readonly number[]) =>
    formatFigure(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
  const summary = text.effect.picture(
    metric ? text.effect.metrics[metric] : '',
    pairs.length,
    mean(pairs.map(({ before }) => before)),
    mean(pairs.map(({ after }) => after)),
  );
  return (
    <>
      <p className="legend">
        <span className="key-dot before">{text.effect.before}</span>
        <span className="key-dot after">{text.effect.after}</span>
      </p>
      <Plot option={option} summary={summary} height={Math.max(120, 56 + pairs.length * rowPixels)} />
    </>
  );
}

function PairTable({ effect }: { effect: Effect }) {
  const { pairs, lossEffect } = effect;
  // Null of two pairs or more: the losses cannot be compared.
  const withLoss = lossEffect !== null || pairs.length < 2;
  const lossHeads = withLoss ? (['lossBefore', 'lossAfter'] as const) : [];
  const withBalanced = pairs.every(({ beforeBalanced }) => beforeBalanced !== undefined);
  const balancedHeads = withBalanced ? (['balancedBefore', 'balancedAfter'] as const) : [];
  const heads = ['seed', 'before', 'after', 'difference', ...balancedHeads, ...lossHeads] as const;
  return (
    // A pane that scrolls must be reachable by keyboard.
    <div className="epoch-table" tabIndex={0} role="region" aria-label={text.effect.tableLabel}>
      <table>
        <TableHead cells={heads.map((head) => text.effect[head])} />
        <tbody>
          {pairs.map(({ seed, before, after, beforeLoss, afterLoss, beforeBalanced, afterBalanced }) => (
            <tr key={seed}>
              <td>{seed}</td>
              <td>{formatFigure(before)}</td>
              <td>{formatFigure(after)}</td>
              <td>{signed(after - before)}</td>
              {withBalanced && <td>{formatFigure(beforeBalanced)}</td>}
              {withBalanced && <td>{formatFigure(afterBalanced)}</td>}
              {withLoss && <td>{formatFigure(beforeLoss)}</td>}
              {withLoss && <td>{formatFigure(afterLoss)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
