// All optimizers, in the order in which people see them.
import { z } from 'zod';
import { adadelta } from './adadelta';
import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamax } from './adamax';
import { adamw } from './adamw';
import { amsgrad } from './amsgrad';
import { lbfgs } from './lbfgs';
import { lion } from './lion';
import { momentum } from './momentum';
import { nadam } from './nadam';
import { nesterov } from './nesterov';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

export const optimizers = [
  adam,
  adamw,
  nadam,
  amsgrad,
  adamax,
  lion,
  rmsprop,
  adagrad,
  adadelta,
  momentum,
  nesterov,
  sgd,
  lbfgs,
] as const;
export const optimizerSchema = z.discriminatedUnion('kind', [
  adam.schema,
  adamw.schema,
  nadam.schema,
  amsgrad.schema,
  adamax.schema,
  lion.schema,
  rmsprop.schema,
  adagrad.schema,
  adadelta.schema,
  momentum.schema,
  nesterov.schema,
  sgd.schema,
  lbfgs.schema,
]);
