// Understanding a table: gathers the facts, judges them, and puts the worst warning first.
import { type Judging, judgeDeclared } from '../diagnosis/judge-declared';
import type { Understanding, Warning } from '../run/understanding';
import type { Facts } from './facts';
import { gatherFacts, summarize, type UnderstandInput } from './gather-facts';
import type { Judgement } from './warning';
import { warnings } from './warnings';

/** A warning with the types of its own facts forgotten, so that warnings of different needs fit one list. */
export interface AnyWarning extends Judging<Facts, Judgement | null> {
  id: string;
  title: string;
}

/**
 * Works step by step: yields the share of the work that is done, so that the caller may show it, let others work and
 * give up. Throws a HoneError for a target that cannot be learned.
 */
export function* understand(input: UnderstandInput): Generator<number, Understanding> {
  const gathered = yield* gatherFacts(input);
  return { ...summarize(gathered), warnings: judgeFacts(gathered.facts) };
}

/** The warnings that the facts raise, warnings before notices, else in the order of trust. */
export function judgeFacts(facts: Facts, list: readonly AnyWarning[] = warnings): Warning[] {
  const raised = list.flatMap((rule): Warning[] => {
    const judgement = judgeDeclared(rule, facts);
    return judgement ? [{ id: rule.id, title: rule.title, ...judgement }] : [];
  });
  return raised.sort((a, b) => Number(a.severity === 'notice') - Number(b.severity === 'notice'));
}
