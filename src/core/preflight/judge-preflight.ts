// Runs the checks over the signals and puts the worst first.
import { type Judging, judgeDeclared } from '../diagnosis/judge-declared';
import { type CheckResult, lights } from '../run/preflight';
import type { CheckJudgement, PreflightSignals } from './check';
import { checks } from './checks';

/** A check with the types of its own signals forgotten, so that checks of different needs fit one list. */
export interface AnyCheck extends Judging<PreflightSignals, CheckJudgement | null> {
  id: string;
  title: string;
  failureTitle: string;
}

/** One result per check that had something to go by. A check that throws is left out of account with an amber light. */
export function judgePreflight(signals: PreflightSignals, list: readonly AnyCheck[] = checks): CheckResult[] {
  const results = list.flatMap((check) => apply(check, signals));
  const rank = ({ light }: CheckResult) => -lights.indexOf(light);
  return results.sort((a, b) => rank(a) - rank(b));
}

function apply(check: AnyCheck, signals: PreflightSignals): CheckResult[] {
  try {
    const judgement = judgeDeclared(check, signals);
    if (!judgement) return [];
    const title = judgement.light === 'green' ? check.title : check.failureTitle;
    return [{ id: check.id, title, ...judgement }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const explanation = `This check could not be applied: ${reason}. The others are not affected.`;
    return [
      { id: check.id, title: check.failureTitle, light: 'amber', explanation, figures: {}, remedies: [] },
    ];
  }
}
