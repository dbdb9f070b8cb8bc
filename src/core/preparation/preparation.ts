// The fitted preparation: everything learned from the training rows that turns a raw row into the network's input.
import { z } from 'zod';
import { encoderSchema } from '../choices/encoders';
import { scalerSchema } from '../choices/scalers';

const numberFeature = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'boolean', 'date']),
  /** Subtracted in double precision before anything else, so that single precision loses nothing. */
  offset: z.number(),
  /** Stands in for a missing value; already centred by `offset`. */
  fill: z.number(),
  /** Whether a 0/1 column says that the value was missing. */
  indicator: z.boolean(),
  /** What the scaler learned; empty for booleans, which are not scaled. */
  scaler: z.record(z.string(), z.number()),
});

const categoryFeature = z.strictObject({
  name: z.string(),
  type: z.literal('category'),
  /** The categories of the training rows; any other is unseen. */
  categories: z.array(z.string()),
});

export const preparationSchema = z.strictObject({
  numbers: z.array(numberFeature),
  categories: z.array(categoryFeature),
  scaler: scalerSchema,
  encoder: encoderSchema,
});

export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('classes'), name: z.string(), classes: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('number'),
    name: z.string(),
    /** A value is trained on as (value − mean) / deviation. */
    mean: z.number(),
    deviation: z.number(),
    /** Levels, ascending, of the quantiles that are predicted beside the value; none unless given. */
    quantiles: z.array(z.number()).optional(),
  }),
]);

export type NumberFeature = z.output<typeof numberFeature>;
export type CategoryFeature = z.output<typeof categoryFeature>;
export type Preparation = z.output<typeof preparationSchema>;
export type Target = z.output<typeof targetSchema>;

/** Rows as the preparation graph takes them: still unscaled, but numeric. */
export interface EncodedRows {
  rows: number;
  /** [rows, numbers] row-major, centred by each offset; NaN is missing. */
  numbers: Float32Array;
  /** [rows, categories] row-major; −1 is missing or unseen. */
  codes: Int32Array;
}

/** What `model/model.json` of a run holds beside the weights. */
export const modelCardSchema = z.strictObject({
  version: z.literal(1),
  preparation: preparationSchema,
  target: targetSchema,
});

export type ModelCard = z.output<typeof modelCardSchema>;
