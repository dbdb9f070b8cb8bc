// The contract of a diagnosis rule, after Lighthouse: pure judgement on declared signals.
import type { Baseline } from '../run/baseline';
import type { Epoch } from '../run/epoch';
import type { Finding } from '../run/finding';
import type { Metrics } from '../run/metrics';
import type { Recipe } from '../recipe/recipe';
import type { Task } from '../task';

/** Everything that rules may ask for. A rule gets only what it declares. */
export interface Signals {
  task: Task;
  recipe: Recipe;
  epochs: readonly Epoch[];
  /** 0 before the first epoch. */
  bestEpoch: number;
  /** True once training has ended, for whatever reason. */
  over: boolean;
  rows: { train: number; validation: number; test: number };
  parameters: number;
  /** Of the best epoch's weights; null while training. */
  metrics: { train: Metrics; validation: Metrics; test: Metrics | null } | null;
  baseline: Baseline;
  /** Standard error of the best epoch's validation loss over the validation rows; 0 where unknown. */
  validationLossError: number;
}

/** What a rule finds; id and title are added by whoever runs it. */
export type Judgement = Omit<Finding, 'rule' | 'title'>;

export interface Rule<Need extends keyof Signals = keyof Signals> {
  /** Kebab-case noun for the failing state, equal to the file name. */
  id: string;
  /** Shown when all is well. */
  title: string;
  /** Shown when the rule hits. */
  failureTitle: string;
  /** Why it matters, for people, with the source of the rule. */
  why: string;
  needs: readonly Need[];
  /** Signals that must hit and that must miss: the rule's own test. */
  examples: { hit: Pick<Signals, Need>; miss: Pick<Signals, Need> };
  judge(signals: Pick<Signals, Need>): Judgement | null;
}

/** Fixes the types of a rule from the signals that it needs. */
export function defineRule<const Need extends keyof Signals>(rule: Rule<Need>): Rule<Need> {
  return rule;
}
