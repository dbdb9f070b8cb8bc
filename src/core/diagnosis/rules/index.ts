// All rules in the order of trust: a run that diverged makes every later judgement pointless.
import { bestEpoch } from './best-epoch';
import { divergence } from './divergence';
import { overfitting } from './overfitting';
import { stillImproving } from './still-improving';
import { underfitting } from './underfitting';
import { worseThanBaseline } from './worse-than-baseline';

export const rules = [
  divergence,
  worseThanBaseline,
  underfitting,
  overfitting,
  stillImproving,
  bestEpoch,
] as const;
