// All steps over the prepared columns, in the order in which people see them.
import { z } from 'zod';
import { pca } from './pca';
import { polynomial } from './polynomial';
import { selectL1 } from './select-l1';
import { selectMutualInformation } from './select-mutual-information';
import { selectVariance } from './select-variance';

export const featureSteps = [polynomial, pca, selectVariance, selectMutualInformation, selectL1] as const;
export const featureStepSchema = z.discriminatedUnion('kind', [
  polynomial.schema,
  pca.schema,
  selectVariance.schema,
  selectMutualInformation.schema,
  selectL1.schema,
]);
export type FeatureStepSettings = z.output<typeof featureStepSchema>;
