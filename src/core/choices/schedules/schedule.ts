// The contract of a learning-rate schedule: a factor on the base rate for each step.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

export interface ScheduleInput {
  /** Steps done before this one, from the start of the run. */
  step: number;
  stepsPerEpoch: number;
  /** Steps of the whole planned run. */
  totalSteps: number;
}

/** Factor on the base learning rate, usually in [0, 1]. */
export type Schedule = (input: ScheduleInput) => number;

export function defineSchedule<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Schedule },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Schedule }>(choice);
}
