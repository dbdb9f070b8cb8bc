// The contract of a schedule: a factor on a base value (rate, dropout, weight decay) as a function of time in epochs.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** What is known at the start of an epoch. */
export interface ScheduleRun {
  /** Epochs of the whole planned run. */
  totalEpochs: number;
  /** Validation losses of the epochs done, oldest first; null where not finite. */
  losses: readonly (number | null)[];
  seed: number;
}

/**
 * Called at the start of each epoch; gives the factor at a time within it. Time counts epochs from 0 (before the first
 * step) to `totalEpochs`, with fractions within an epoch. The factor is finite, never negative, usually in [0, 1].
 */
export type Schedule = (run: ScheduleRun) => (time: number) => number;

export function defineSchedule<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Schedule },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Schedule }>(choice);
}

/** Share of the planned run that has passed, within [0, 1]. */
export function progress(time: number, totalEpochs: number): number {
  return Math.min(1, Math.max(0, time / Math.max(1, totalEpochs)));
}
