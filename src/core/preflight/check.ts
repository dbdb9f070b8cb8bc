// The contract of a check before training, in the manner of a diagnosis rule: pure judgement on declared signals.
import type { Recipe } from '../recipe/recipe';
import type { CheckResult } from '../run/preflight';
import type { LayerTelemetry } from '../run/telemetry';
import type { Untrained } from '../run/untrained';
import type { Task } from '../task';

/** Prepared inputs of the training rows; codes of categories are not among them. */
export interface InputFacts {
  rows: number;
  /** Values that are not finite, in the inputs and in the targets, and the first column with one. */
  notFinite: number;
  notFiniteColumn: string | null;
  /** Largest absolute value, and its column. */
  largest: number;
  largestColumn: string | null;
  /** Largest root mean square of a column, and that column; 1 for standardized ones. */
  magnitude: number;
  magnitudeColumn: string | null;
}

/** Batches of the first epoch. */
export interface BatchFacts {
  rows: number;
  batches: number;
  /** Of these with the same target in every row. */
  uniform: number;
}

/** A training on a handful of rows with nothing that holds it back. */
export interface FewRowsFacts {
  rows: number;
  steps: number;
  learningRate: number;
  firstLoss: number | null;
  lastLoss: number | null;
  /** Of the best constant output on these rows, and of an output that is right for each of them. */
  constantLoss: number;
  perfectLoss: number;
}

/** The recipe's own first steps. */
export interface FirstStepsFacts {
  steps: number;
  batchSize: number;
  firstLoss: number | null;
  lastLoss: number | null;
  constantLoss: number;
}

/** The same short training twice, with the inputs as they are and with zeros, judged on validation rows. */
export interface ZeroedFacts {
  steps: number;
  /** Validation rows that judged. */
  rows: number;
  givenLoss: number;
  zeroedLoss: number;
  /** Standard error of the difference. */
  error: number;
}

/** Everything that checks may ask for; a check gets only what it declares. Null is an experiment that was not possible. */
export interface PreflightSignals {
  task: Task;
  recipe: Recipe;
  /** Number of classes; 1 for a regression. */
  classes: number;
  inputs: InputFacts;
  batches: BatchFacts;
  untrained: Untrained;
  /** A look into the untrained network. */
  layers: readonly LayerTelemetry[];
  fewRows: FewRowsFacts | null;
  firstSteps: FirstStepsFacts | null;
  zeroed: ZeroedFacts | null;
}

/** What a check says; id and title are added by whoever runs it. */
export type CheckJudgement = Omit<CheckResult, 'id' | 'title'>;

export interface Check<Need extends keyof PreflightSignals = keyof PreflightSignals> {
  /** Kebab-case noun for the failing state, equal to the file name. */
  id: string;
  /** Shown when the light is green. */
  title: string;
  /** Shown when it is not. */
  failureTitle: string;
  /** Why it matters, for people, with the source of the check. */
  why: string;
  needs: readonly Need[];
  /** Signals that must not be green and that must be: the check's own test. */
  examples: { hit: Pick<PreflightSignals, Need>; miss: Pick<PreflightSignals, Need> };
  /** Null where the signals say nothing. */
  judge(signals: Pick<PreflightSignals, Need>): CheckJudgement | null;
}

/** Fixes the types of a check from the signals that it needs. */
export function defineCheck<const Need extends keyof PreflightSignals>(check: Check<Need>): Check<Need> {
  return check;
}

/** A green light with its figures. */
export function green(explanation: string, figures: CheckResult['figures']): CheckJudgement {
  return { light: 'green', explanation, figures, remedies: [] };
}
