// The contract of a treatment of date columns: what a date becomes.
import type { z } from 'zod';
import { type ChoiceDescription, describeChoice, type Settings } from '../choice';

/** Parts of a date that come back again and again; each becomes a sine and a cosine. */
export const dateParts = ['hour', 'weekday', 'day', 'month', 'day-of-year'] as const;
export type DatePart = (typeof dateParts)[number];

export interface DateTreatment {
  /** Whether the date itself stays, as a number of days that is scaled like other numbers. */
  trend: boolean;
  /** Whether the year becomes a number of its own. */
  year: boolean;
  parts: readonly DatePart[];
}

export function defineDate<const Kind extends string, Shape extends z.ZodRawShape>(
  choice: ChoiceDescription<Kind, Shape> & { create(settings: Settings<Kind, Shape>): DateTreatment },
) {
  return describeChoice<Kind, Shape, { create(settings: Settings<Kind, Shape>): DateTreatment }>(choice);
}
