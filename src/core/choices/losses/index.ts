// All losses, in the order in which people see them; the first that fits a task is its usual one.
import { z } from 'zod';
import { absoluteError } from './absolute-error';
import { crossEntropy } from './cross-entropy';
import { focal } from './focal';
import { hinge } from './hinge';
import { huber } from './huber';
import { logCosh } from './log-cosh';
import { ordinal } from './ordinal';
import { poisson } from './poisson';
import { quantile } from './quantile';
import { squaredError } from './squared-error';

export const losses = [
  crossEntropy,
  focal,
  hinge,
  ordinal,
  squaredError,
  absoluteError,
  huber,
  logCosh,
  quantile,
  poisson,
] as const;
export const lossSchema = z.discriminatedUnion('kind', [
  crossEntropy.schema,
  focal.schema,
  hinge.schema,
  ordinal.schema,
  squaredError.schema,
  absoluteError.schema,
  huber.schema,
  logCosh.schema,
  quantile.schema,
  poisson.schema,
]);
