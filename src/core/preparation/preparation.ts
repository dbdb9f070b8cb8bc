// The fitted preparation: everything learned from the training rows that turns a raw row into the network's input.
import { z } from 'zod';
import { dateParts } from '../choices/dates/date';
import { encodingSchema } from '../choices/encoders/encoding';
import { featureStepSchema } from '../choices/feature-steps';
import { imputerSchema } from '../choices/imputers';
import { scalerSchema } from '../choices/scalers';
import { textSchema } from '../choices/texts';

const numbers = z.array(z.number());
/** What a scaler learned from one column. */
const fittedColumn = z.record(z.string(), z.union([z.number(), numbers]));

/** From which rows a step learned. */
const learnedFrom = z.strictObject({
  rows: z.number(),
  /** In words, such as `training part` or `training part of fold 2`. */
  part: z.string(),
});

const numberFeature = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'boolean', 'date']),
  /** Subtracted in double precision before anything else, so that single precision loses nothing. */
  offset: z.number(),
  /** Stands in for a missing value; already centred by `offset`. */
  fill: z.number(),
  /** How `fill` was found. */
  imputer: imputerSchema,
  /** Whether a 0/1 column says that the value was missing. */
  indicator: z.boolean(),
  scaler: scalerSchema,
  /** What the scaler learned; empty for booleans, which are not scaled. */
  fitted: fittedColumn,
  /** Of a date that becomes more than a number. */
  date: z
    .strictObject({
      parts: z.array(z.enum(dateParts)),
      /** Whether the number of days stays as a column. */
      trend: z.boolean(),
      /** What the scaler learned of the year; null where the year is no column. */
      year: fittedColumn.nullable(),
    })
    .optional(),
});

const categoryFeature = z.strictObject({
  name: z.string(),
  type: z.literal('category'),
  /** The categories of the training rows; any other is unseen. '' is a missing one, where that is one of its own. */
  categories: z.array(z.string()),
  /** Categories that are treated as one; absent where each is a level of its own. */
  levels: z
    .strictObject({
      names: z.array(z.string()),
      /** Level of a missing or unseen category, then of each category; −1 is none. */
      of: numbers,
    })
    .optional(),
  encoding: encodingSchema,
  /** Scales the numbers that the encoding gives; absent where it gives none. */
  scaler: scalerSchema.optional(),
  /** What the scaler learned from each of them. */
  fitted: z.array(fittedColumn).optional(),
});

/** A column whose texts are spread over columns by a hash. */
const hashedFeature = z.strictObject({
  name: z.string(),
  type: z.enum(['text', 'category']),
  features: z.number(),
  /** How a text is counted; null for the name of a category as a whole. */
  text: textSchema.nullable(),
  /** Categories of the training rows, sorted: the only ones that an exported model knows. Absent of texts. */
  categories: z.array(z.string()).optional(),
});

/** Rows that are like those with gaps. */
const neighbourFill = z.strictObject({
  /** Places of the columns among the numbers: those that distances are measured in. */
  columns: numbers,
  /** Of these the places whose gaps are filled. */
  filled: numbers,
  /** What one unit of distance is in each column. */
  units: numbers,
  count: z.number(),
  byDistance: z.boolean(),
  /** Training rows to compare with, [rows][columns]; null is missing. */
  references: z.array(z.array(z.number().nullable())),
});

const matrixStep = z.strictObject({
  settings: featureStepSchema,
  fitted: z.record(z.string(), z.union([z.number(), numbers, z.array(numbers)])),
  learnedFrom,
});

export const preparationSchema = z.strictObject({
  numbers: z.array(numberFeature),
  categories: z.array(categoryFeature),
  hashed: z.array(hashedFeature),
  neighbours: z.array(neighbourFill),
  /** Over all prepared numbers, in order. */
  steps: z.array(matrixStep),
  learnedFrom,
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

export type LearnedFrom = z.output<typeof learnedFrom>;
export type NumberFeature = z.output<typeof numberFeature>;
export type CategoryFeature = z.output<typeof categoryFeature>;
export type HashedFeature = z.output<typeof hashedFeature>;
export type NeighbourFill = z.output<typeof neighbourFill>;
export type MatrixStep = z.output<typeof matrixStep>;
export type Preparation = z.output<typeof preparationSchema>;
export type Target = z.output<typeof targetSchema>;

/** Rows as the preparation graph takes them: still unscaled, but numeric. */
export interface EncodedRows {
  rows: number;
  /** [rows, numbers + hashed columns] row-major; numbers are centred by each offset, NaN is missing. */
  numbers: Float32Array;
  /** [rows, categories] row-major; −1 is missing or unseen. */
  codes: Int32Array;
}

/** Columns of `numbers` and `codes` of encoded rows. */
export function encodedWidths({ numbers, categories, hashed }: Preparation): {
  numbers: number;
  codes: number;
} {
  const features = hashed.reduce((sum, feature) => sum + feature.features, 0);
  return { numbers: numbers.length + features, codes: categories.length };
}
