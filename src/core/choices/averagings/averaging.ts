// The contract of weight averaging: how much of the present parameters enters their running average at each step.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** The step does average ← average + weight·(parameter − average) for each trainable parameter. */
export interface WeightAverage {
  /**
   * Weight in [0, 1] after a step. `step`: updates done, this one included, so 1 at the first. `time`: epochs done,
   * this step included, exactly whole at the end of an epoch. At step 1 the weight is 1: the average starts as the
   * parameters.
   */
  weight(step: number, time: number, totalEpochs: number): number;
}

/** Null: nothing is averaged, no average is kept. */
export type Averaging = WeightAverage | null;

export function defineAveraging<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): Averaging },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): Averaging }>(choice);
}
