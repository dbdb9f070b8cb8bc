// Running the rules: order, titles, faults of rules, and the good word.
import { expect, test } from 'vitest';
import { type AnyRule, diagnose } from '../../../src/core/diagnosis/diagnose';
import { exampleSignals } from '../../../src/core/diagnosis/example';
import type { Judgement, Signals } from '../../../src/core/diagnosis/rule';

const signals = exampleSignals({
  epochs: 50,
  train: (e) => 0.3 + 0.4 * Math.exp(-e / 6),
  validation: (e) => 0.35 + 0.4 * Math.exp(-e / 6),
});

function rule(
  id: string,
  judge: (given: Partial<Signals>) => Judgement | null,
  needs: AnyRule['needs'] = [],
): AnyRule {
  return { id, title: `${id} well`, failureTitle: `${id} ill`, needs, judge };
}

const judgement = (severity: Judgement['severity'], confidence: number): Judgement => ({
  severity,
  confidence,
  explanation: 'Because of 1.',
  evidence: {},
  remedies: [],
});

test('worst first, then the surest; the title fits the verdict', () => {
  const list = [
    rule('a', () => judgement('good', 0.9)),
    rule('b', () => judgement('notice', 0.6)),
    rule('c', () => judgement('critical', 0.5)),
    rule('d', () => judgement('notice', 0.8)),
    rule('e', () => null),
    rule('f', () => judgement('warning', 0.7)),
  ];
  expect(diagnose(signals, list).map(({ title }) => title)).toEqual([
    'c ill',
    'f ill',
    'd ill',
    'b ill',
    'a well',
  ]);
});

test('a rule gets the signals that it declares and no others', () => {
  let seen: Partial<Signals> = {};
  diagnose(signals, [rule('a', (given) => ((seen = given), null), ['epochs', 'over'])]);
  expect(Object.keys(seen).sort()).toEqual(['epochs', 'over']);
  expect(seen.epochs).toBe(signals.epochs);
});

test('a rule that throws becomes an error finding and stops no other', () => {
  const findings = diagnose(signals, [
    rule('broken', () => {
      throw new TypeError('no such thing');
    }),
    rule('b', () => judgement('notice', 0.6)),
  ]);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['b', 'notice'],
    ['broken', 'error'],
  ]);
  expect(findings[1]!.explanation).toContain('no such thing');
});

test('a finished run without a fault is told so, with the gain over the trivial model', () => {
  const findings = diagnose(signals);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toContainEqual(['all-well', 'good']);
  expect(findings.every(({ severity }) => severity === 'good')).toBe(true);
  expect(findings.find(({ rule }) => rule === 'all-well')!.explanation).toMatch(/50\s% below/);
});

test('while training nothing is called well yet', () => {
  expect(diagnose({ ...signals, over: false, metrics: null })).toEqual([]);
  expect(diagnose({ ...signals, over: false, epochs: [], bestEpoch: 0 })).toEqual([]);
});

test('a run that ended almost at once is not called well', () => {
  const [finding, ...others] = diagnose({ ...signals, epochs: signals.epochs.slice(0, 2), bestEpoch: 2 }, []);
  expect(finding).toMatchObject({ rule: 'too-short', severity: 'notice' });
  expect(finding!.explanation).toContain('after 2 epochs');
  expect(others).toEqual([]);
});
