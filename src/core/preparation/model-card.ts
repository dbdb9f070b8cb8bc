// What `model/model.json` of a run holds beside the weights, and how cards of earlier versions become present ones.
import { z } from 'zod';
import { resolvedSeriesSchema } from '../series/resolved-series';
import { preparationSchema, targetSchema } from './preparation';

const scalerSettings = z.looseObject({ kind: z.string() });

/** The preparation of version 1: one scaler and one encoder for all columns. */
const preparationOf1 = z.object({
  numbers: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['number', 'boolean', 'date']),
      offset: z.number(),
      fill: z.number(),
      indicator: z.boolean(),
      scaler: z.record(z.string(), z.number()),
    }),
  ),
  categories: z.array(
    z.object({ name: z.string(), type: z.literal('category'), categories: z.array(z.string()) }),
  ),
  scaler: scalerSettings,
  encoder: z.object({
    kind: z.enum(['one-hot', 'embedding']),
    dimension: z.number().optional(),
    minimumCategories: z.number().optional(),
  }),
});

const cardOf1 = z.object({ version: z.literal(1), preparation: preparationOf1, target: z.unknown() });

/** A card of version 1 in the present form; anything else is returned as it is, for the schema to judge. */
function migrateCard(value: unknown): unknown {
  const parsed = cardOf1.safeParse(value);
  if (!parsed.success) return value;
  const { preparation, target } = parsed.data;
  const { numbers, categories, scaler, encoder } = preparation;
  const holds = (count: number) => encoder.kind === 'embedding' && count >= (encoder.minimumCategories ?? 0);
  return {
    version: 2,
    target,
    preparation: {
      numbers: numbers.map(({ scaler: fitted, ...feature }) => ({
        ...feature,
        imputer: { kind: 'median' },
        scaler: feature.type === 'boolean' ? { kind: 'none' } : scaler,
        fitted,
      })),
      categories: categories.map((feature) => ({
        ...feature,
        encoding: holds(feature.categories.length)
          ? { as: 'vectors', dimension: encoder.dimension }
          : { as: 'indicators' },
      })),
      hashed: [],
      neighbours: [],
      steps: [],
      // Version 1 did not record the number of rows.
      learnedFrom: { rows: 0, part: 'training part' },
    },
  };
}

const present = z.strictObject({
  version: z.literal(2),
  preparation: preparationSchema,
  target: targetSchema,
  /** How a table becomes the windows that the preparation takes; absent where rows are taken as they are. */
  series: resolvedSeriesSchema.optional(),
});

/** A card of any version, read to the present one. */
export const modelCardSchema = z.preprocess(migrateCard, present);

export type ModelCard = z.output<typeof present>;
