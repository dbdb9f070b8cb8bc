// The figures of a part (train, validation, test) under their public names.
import { z } from 'zod';

/** Names as `hone train --json` prints them; a task has some of them. */
export const metricsSchema = z.strictObject({
  accuracy: z.number().optional(),
  balancedAccuracy: z.number().optional(),
  logLoss: z.number().optional(),
  rocAuc: z.number().nullable().optional(),
  f1Macro: z.number().optional(),
  r2: z.number().nullable().optional(),
  rmse: z.number().optional(),
  mae: z.number().optional(),
});

/** rocAuc is null where a part holds a single class, r2 where its target is constant. */
export type Metrics = z.output<typeof metricsSchema>;
export type MetricName = keyof Metrics;

/** Metrics where more is better; of the others less is. */
export const higherIsBetter: Record<MetricName, boolean> = {
  accuracy: true,
  balancedAccuracy: true,
  logLoss: false,
  rocAuc: true,
  f1Macro: true,
  r2: true,
  rmse: false,
  mae: false,
};
