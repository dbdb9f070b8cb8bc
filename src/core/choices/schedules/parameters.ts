// Parameters that several schedules share, so that a setting survives a change of the schedule.
import { z } from 'zod';

/** Value at the end, as a share of the base value. */
export const finalShare = z
  .number()
  .min(0)
  .max(1)
  .default(0)
  .meta({ title: 'Final share', help: 'Value at the end, as a share of the base value.' });

/** What the value is multiplied by at each drop. */
export const dropFactor = (fallback: number) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(fallback)
    .meta({ title: 'Factor', help: 'What the value is multiplied by each time.' });
