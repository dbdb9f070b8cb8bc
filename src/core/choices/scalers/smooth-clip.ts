// Mean 0, deviation 1, and outliers bent softly towards a limit.
import { z } from 'zod';
import { momentsOf, standardized, unstandardized } from './moments';
import { defineScaler } from './scaler';
import { bend, unbend } from './smooth-limit';

export const smoothClip = defineScaler({
  kind: 'smooth-clip',
  title: 'Smooth clip',
  help: 'Standardizes, then bends far values softly towards a limit: outliers keep their order and lose their force.',
  source: 'x / √(1 + (x / limit)²), Holzmüller et al. 2024 (arXiv 2407.04491), after StandardScaler',
  params: {
    limit: z.number().min(0.1).max(100).default(3).meta({
      title: 'Limit',
      help: 'Value that no number reaches, in standard deviations.',
    }),
  },
  create: ({ limit }) => ({
    fit: momentsOf,
    transform: (ops, x, columns) => bend(ops, standardized(ops, x, columns), limit),
    inverse: (ops, x, columns) => unstandardized(ops, unbend(ops, x, limit), columns),
  }),
});
