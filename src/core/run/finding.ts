// What a diagnosis says: the rule, the numbers it saw, how sure it is, and what to try.
import { z } from 'zod';

/** A value of a recipe field. */
export const recipeValue = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.union([z.number(), z.string()])),
  z.array(z.record(z.string(), z.unknown())),
]);

export const remedySchema = z.strictObject({
  title: z.string(),
  /** Why this may help, in one sentence. */
  why: z.string(),
  /** Recipe paths and their new values: what Apply puts into the form. */
  changes: z.record(z.string(), recipeValue),
});

export const findingSchema = z.strictObject({
  rule: z.string(),
  title: z.string(),
  severity: z.enum(['good', 'notice', 'warning', 'critical', 'error']),
  /** 0 to 1. */
  confidence: z.number(),
  /** One or two sentences with the numbers in them. */
  explanation: z.string(),
  /** Numbers by name, such as `validationRise`. */
  evidence: z.record(z.string(), z.number().nullable()),
  remedies: z.array(remedySchema),
});

export type Remedy = z.output<typeof remedySchema>;
export type Finding = z.output<typeof findingSchema>;
