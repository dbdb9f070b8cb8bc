// The result of the checks before a training: one light per check, and what to do about those that are not green.
import { z } from 'zod';
import { remedySchema } from './finding';

export const lights = ['green', 'amber', 'red'] as const;

export const checkResultSchema = z.strictObject({
  /** Of a file in core/preflight/checks. */
  id: z.string(),
  /** What is well, or what is at fault. */
  title: z.string(),
  light: z.enum(lights),
  /** One or two sentences with the numbers in them. */
  explanation: z.string(),
  /** Numbers by name, such as `untrainedLoss`. */
  figures: z.record(z.string(), z.number().nullable()),
  remedies: z.array(remedySchema),
});

export const preflightSchema = z.strictObject({
  /** Worst first; those of one light in the order of trust. */
  checks: z.array(checkResultSchema),
  seconds: z.number(),
});

export type Light = (typeof lights)[number];
export type CheckResult = z.output<typeof checkResultSchema>;
export type Preflight = z.output<typeof preflightSchema>;
