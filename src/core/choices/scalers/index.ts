// All scalers, in the order in which people see them.
import { z } from 'zod';
import { clip } from './clip';
import { log } from './log';
import { maxAbs } from './max-abs';
import { minMax } from './min-max';
import { none } from './none';
import { quantile } from './quantile';
import { robust } from './robust';
import { robustSmoothClip } from './robust-smooth-clip';
import { smoothClip } from './smooth-clip';
import { standardize } from './standardize';
import { yeoJohnson } from './yeo-johnson';

export const scalers = [
  standardize,
  minMax,
  maxAbs,
  robust,
  robustSmoothClip,
  smoothClip,
  quantile,
  yeoJohnson,
  log,
  clip,
  none,
] as const;
export const scalerSchema = z.discriminatedUnion('kind', [
  standardize.schema,
  minMax.schema,
  maxAbs.schema,
  robust.schema,
  robustSmoothClip.schema,
  smoothClip.schema,
  quantile.schema,
  yeoJohnson.schema,
  log.schema,
  clip.schema,
  none.schema,
]);
export type ScalerSettings = z.output<typeof scalerSchema>;
