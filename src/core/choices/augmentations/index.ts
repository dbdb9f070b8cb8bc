// All ways to more training data, in the order in which people see them.
import { z } from 'zod';
import { adasyn } from './adasyn';
import { borderlineSmote } from './borderline-smote';
import { cMixup } from './c-mixup';
import { gaussianCopula } from './gaussian-copula';
import { gaussianNoise } from './gaussian-noise';
import { jitter } from './jitter';
import { mixup } from './mixup';
import { none } from './none';
import { permutation } from './permutation';
import { randomOver } from './random-over';
import { randomUnder } from './random-under';
import { scaling } from './scaling';
import { smote } from './smote';
import { smoteNc } from './smote-nc';
import { timeWarp } from './time-warp';
import { windowSlicing } from './window-slicing';

export const augmentations = [
  none,
  randomOver,
  randomUnder,
  smote,
  smoteNc,
  borderlineSmote,
  adasyn,
  gaussianCopula,
  gaussianNoise,
  mixup,
  cMixup,
  jitter,
  scaling,
  timeWarp,
  windowSlicing,
  permutation,
] as const;
export const augmentationSchema = z.discriminatedUnion('kind', [
  none.schema,
  randomOver.schema,
  randomUnder.schema,
  smote.schema,
  smoteNc.schema,
  borderlineSmote.schema,
  adasyn.schema,
  gaussianCopula.schema,
  gaussianNoise.schema,
  mixup.schema,
  cMixup.schema,
  jitter.schema,
  scaling.schema,
  timeWarp.schema,
  windowSlicing.schema,
  permutation.schema,
]);
