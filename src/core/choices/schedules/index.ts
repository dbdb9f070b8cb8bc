// All schedules, in the order in which people see them.
import { z } from 'zod';
import { constant } from './constant';
import { coslog4 } from './coslog4';
import { cosine } from './cosine';
import { cosineRestarts } from './cosine-restarts';
import { exponential } from './exponential';
import { flatCosine } from './flat-cosine';
import { inverseTime } from './inverse-time';
import { multiStep } from './multi-step';
import { oneCycle } from './one-cycle';
import { plateau } from './plateau';
import { polynomial } from './polynomial';
import { randomWalk } from './random-walk';
import { step } from './step';

export const schedules = [
  constant,
  cosine,
  oneCycle,
  plateau,
  flatCosine,
  coslog4,
  cosineRestarts,
  step,
  multiStep,
  exponential,
  polynomial,
  inverseTime,
  randomWalk,
] as const;
export const scheduleSchema = z.discriminatedUnion('kind', [
  constant.schema,
  cosine.schema,
  oneCycle.schema,
  plateau.schema,
  flatCosine.schema,
  coslog4.schema,
  cosineRestarts.schema,
  step.schema,
  multiStep.schema,
  exponential.schema,
  polynomial.schema,
  inverseTime.schema,
  randomWalk.schema,
]);
