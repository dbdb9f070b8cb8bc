// All checks in the order of trust: data that is not finite makes every later judgement pointless.
import { fewRows } from './few-rows';
import { gradientFlow } from './gradient-flow';
import { inputScale } from './input-scale';
import { learningRate } from './learning-rate';
import { nonFiniteData } from './non-finite-data';
import { uniformBatches } from './uniform-batches';
import { untrainedLoss } from './untrained-loss';
import { unusedInputs } from './unused-inputs';

export const checks = [
  nonFiniteData,
  inputScale,
  untrainedLoss,
  gradientFlow,
  learningRate,
  fewRows,
  unusedInputs,
  uniformBatches,
] as const;
