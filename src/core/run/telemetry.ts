// What a look into the network showed: gradients, weights, updates and activations of each layer, one line of telemetry.jsonl.
import { z } from 'zod';

/** Shares of the activations that lie below the numbers of a sketch, in its order: the first is the least of all. */
export const sketchShares = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1] as const;

export const activationSchema = z.strictObject({
  mean: z.number(),
  deviation: z.number(),
  /** Share of the outputs so near a bound of the activation that next to no gradient passes; null where it has none. */
  saturated: z.number().nullable(),
  /** Share of the units that are off for every row looked at; null where the activation cannot switch off. */
  dead: z.number().nullable(),
  /** Quantiles at `sketchShares`. */
  sketch: z.array(z.number()),
});

export const layerTelemetrySchema = z.strictObject({
  /** Such as `dense-1`. */
  name: z.string(),
  /** Such as `Dense 128`. */
  title: z.string(),
  /** Euclidean norms over the layer's trained weights; null where it has none, or where they are not finite. */
  gradientNorm: z.number().nullable(),
  weightNorm: z.number().nullable(),
  /** Norm of the update that the optimizer would make now, divided by the norm of the weights; null where frozen. */
  updateRatio: z.number().nullable(),
  /** Of its output over the rows looked at; null where it is not finite or was not seen. */
  activation: activationSchema.nullable(),
});

export const telemetrySchema = z.strictObject({
  /** The look was taken at the end of this epoch. */
  epoch: z.number().int(),
  phase: z.enum(['pretraining', 'training']),
  /** In the order in which the rows pass through them. */
  layers: z.array(layerTelemetrySchema),
  /** Loss of the rows looked at, as training computes it, with dropout and penalties in force. */
  loss: z.number().nullable(),
  /** Standard deviation of the batch losses within the epoch. */
  lossNoise: z.number().nullable(),
  /** Training rows that were looked at: the same at every look. */
  rows: z.number().int(),
  /** What the look cost. */
  seconds: z.number(),
});

export type ActivationTelemetry = z.output<typeof activationSchema>;
export type LayerTelemetry = z.output<typeof layerTelemetrySchema>;
export type Telemetry = z.output<typeof telemetrySchema>;
