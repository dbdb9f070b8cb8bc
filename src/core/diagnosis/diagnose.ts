// Runs the rules over the signals of a run and puts what they find in order.
import type { Finding } from '../run/finding';
import { confidenceOf } from './confidence';
import { type Judging, judgeDeclared } from './judge-declared';
import { figure, percent } from './wording';
import type { Judgement, Signals } from './rule';
import { rules } from './rules';

/** A rule with the types of its own signals forgotten, so that rules of different needs fit one list. */
export interface AnyRule extends Judging<Signals, Judgement | null> {
  id: string;
  title: string;
  failureTitle: string;
}

const SEVERITIES: readonly Finding['severity'][] = ['critical', 'warning', 'notice', 'error', 'good'];

function failure(rule: AnyRule, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: rule.id,
    title: rule.failureTitle,
    severity: 'error',
    confidence: 0,
    explanation: `This rule could not be applied: ${reason}. The other rules are not affected.`,
    evidence: {},
    remedies: [],
  };
}

function apply(rule: AnyRule, signals: Signals): Finding[] {
  try {
    const judgement = judgeDeclared(rule, signals);
    if (!judgement) return [];
    const title = judgement.severity === 'good' ? rule.title : rule.failureTitle;
    return [{ rule: rule.id, title, ...judgement }];
  } catch (error) {
    return [failure(rule, error)];
  }
}

/** A shorter run has shown too little of its curve for any rule. */
const LEAST_EPOCHS = 5;

/** In place of a closing word on a run that ended almost at once. */
function tooShort({ epochs, validationLossError }: Signals): Finding[] {
  const count = epochs.length === 1 ? '1 epoch' : `${epochs.length} epochs`;
  return [
    {
      rule: 'too-short',
      title: 'Too short to judge',
      severity: 'notice',
      confidence: 0.95,
      explanation: `The run ended after ${count}. The rules look at the shape of the curves and need at least ${LEAST_EPOCHS}.`,
      evidence: { epochs: epochs.length, validationLossError },
      remedies: [],
    },
  ];
}

/** The closing word on a finished run in which no rule found a fault. */
function allWell({ epochs, bestEpoch, baseline, validationLossError, rows }: Signals): Finding[] {
  const loss = epochs[bestEpoch - 1]?.validationLoss ?? null;
  if (loss === null) return [];
  const gain = baseline.validationLoss - loss;
  return [
    {
      rule: 'all-well',
      title: 'Nothing ails this run',
      severity: 'good',
      confidence: confidenceOf(gain, validationLossError, 0.95),
      explanation: `No rule found a fault. The validation loss of epoch ${bestEpoch} is ${figure(loss)} ± ${figure(validationLossError)} on ${rows.validation} rows, ${percent(gain / baseline.validationLoss)} below a model that ignores every column.`,
      evidence: { validationLoss: loss, baselineLoss: baseline.validationLoss, gain, validationLossError },
      remedies: [],
    },
  ];
}

/**
 * What ails the run, worst first, then the surest; a finished run without a fault is told so. May be called while
 * training. A rule that throws becomes a finding of severity `error`; this function itself does not throw.
 */
export function diagnose(signals: Signals, list: readonly AnyRule[] = rules): Finding[] {
  const findings = list.flatMap((rule) => apply(rule, signals));
  const well = signals.over && findings.every(({ severity }) => severity === 'good');
  const closing = signals.epochs.length < LEAST_EPOCHS ? tooShort : allWell;
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return [...(well ? closing(signals) : []), ...findings].sort(
    (a, b) => rank(a) - rank(b) || b.confidence - a.confidence,
  );
}
