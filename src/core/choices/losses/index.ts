// All losses, in the order in which people see them.
import { z } from 'zod';
import { crossEntropy } from './cross-entropy';
import { squaredError } from './squared-error';

export const losses = [crossEntropy, squaredError] as const;
export const lossSchema = z.discriminatedUnion('kind', [crossEntropy.schema, squaredError.schema]);
