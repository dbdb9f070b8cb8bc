// The figures of a part (train, validation, test) under their public names.
import { z } from 'zod';

/** Names as `hone train --json` prints them, the most telling ones first; a task has some of them. */
export const metricsSchema = z.strictObject({
  accuracy: z.number().optional(),
  balancedAccuracy: z.number().optional(),
  logLoss: z.number().optional(),
  rocAuc: z.number().nullable().optional(),
  f1Macro: z.number().optional(),
  prAuc: z.number().nullable().optional(),
  f1Micro: z.number().optional(),
  f1Weighted: z.number().optional(),
  precisionMacro: z.number().optional(),
  recallMacro: z.number().optional(),
  brier: z.number().optional(),
  ece: z.number().optional(),
  cohenKappa: z.number().nullable().optional(),
  mcc: z.number().optional(),
  r2: z.number().nullable().optional(),
  rmse: z.number().optional(),
  mae: z.number().optional(),
  medianAe: z.number().optional(),
  mape: z.number().optional(),
  pinball: z.number().optional(),
  coverage: z.number().optional(),
});

/**
 * rocAuc is null where a class does not occur, prAuc where a judged class does not, cohenKappa where there is a single
 * class on both sides, r2 where the target is constant. `pinball` and `coverage` exist where quantiles are predicted.
 */
export type Metrics = z.output<typeof metricsSchema>;
export type MetricName = keyof Metrics;

/** Metrics where more is better; of the others less is. */
export const higherIsBetter: Record<MetricName, boolean> = {
  accuracy: true,
  balancedAccuracy: true,
  logLoss: false,
  rocAuc: true,
  f1Macro: true,
  prAuc: true,
  f1Micro: true,
  f1Weighted: true,
  precisionMacro: true,
  recallMacro: true,
  brier: false,
  ece: false,
  cohenKappa: true,
  mcc: true,
  r2: true,
  rmse: false,
  mae: false,
  medianAe: false,
  mape: false,
  pinball: false,
  // Best where it equals the share that was asked for; below that, as is usual, more is better.
  coverage: true,
};
