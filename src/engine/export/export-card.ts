// The model card of an export: what it was trained on, how, how good it is, and what goes in and out.
import { z } from 'zod';
import { type ModelCard } from '../../core/preparation/model-card';
import { targetSchema } from '../../core/preparation/preparation';
import { resolvedSeriesSchema } from '../../core/series/resolved-series';
import { recipeSchema } from '../../core/recipe/recipe';
import { metricsSchema } from '../../core/run/metrics';
import { executionSchema, type RunRecord } from '../../core/run/record';
import type { ExportGraph } from './export-graph';
import { type ExportFormat, exportFormats } from './formats';

const sizes = z.array(z.number());

export const exportCardSchema = z.strictObject({
  version: z.literal(1),
  format: z.enum(exportFormats),
  run: z.strictObject({
    id: z.string(),
    createdAt: z.string(),
    /** The epoch whose weights these are, and how many were trained. */
    bestEpoch: z.number(),
    epochs: z.number(),
    seconds: z.number(),
    execution: executionSchema.nullable(),
  }),
  data: z.strictObject({
    /** File name without its folder. */
    file: z.string(),
    /** SHA-256 of the file. */
    fingerprint: z.string(),
    rows: z.strictObject({ train: z.number(), validation: z.number(), test: z.number() }).nullable(),
  }),
  task: z.enum(['regression', 'binary', 'multiclass']).nullable(),
  target: targetSchema,
  /** How windows are made of a time series; absent where rows are taken as they are. */
  series: resolvedSeriesSchema.optional(),
  inputs: z.array(
    z.strictObject({
      /** Name of the input; that of the column except where the format has rules for names. */
      name: z.string(),
      column: z.string(),
      holds: z.enum(['number', 'boolean', 'date', 'category']),
      dtype: z.string(),
      /** −1 is any number of rows. */
      shape: sizes,
      /** Of a category column; a text that is none of them counts as missing. */
      categories: z.array(z.string()).optional(),
    }),
  ),
  outputs: z.array(z.strictObject({ name: z.string(), dtype: z.string(), shape: sizes })),
  metrics: z
    .strictObject({ train: metricsSchema, validation: metricsSchema, test: metricsSchema.nullable() })
    .nullable(),
  /** How far the exported files were from Hone's own predictions when they were run; null where no runtime was at hand. */
  parity: z.strictObject({ runtime: z.string(), rows: z.number(), largestDifference: z.number() }).nullable(),
  recipe: recipeSchema,
});

export type ExportCard = z.output<typeof exportCardSchema>;
export type Parity = NonNullable<ExportCard['parity']>;

export function createExportCard(
  format: ExportFormat,
  card: ModelCard,
  record: RunRecord,
  graph: ExportGraph,
  parity: Parity | null,
): ExportCard {
  const { id, createdAt, bestEpoch, epochs, seconds, execution, task, metrics, rows, recipe, source } =
    record;
  const { numbers, categories } = card.preparation;
  const columns = [...numbers, ...categories];
  return {
    version: 1,
    format,
    run: { id, createdAt, bestEpoch, epochs, seconds, execution },
    data: { file: source.path.split(/[/\\]/).at(-1) ?? '', fingerprint: source.fingerprint, rows },
    task,
    target: card.target,
    ...(card.series && { series: card.series }),
    inputs: graph.inputs.map(({ name, dtype, shape }, i) => {
      const column = columns[i] as (typeof columns)[number];
      const input = { name, column: column.name, holds: column.type, dtype, shape: [...shape] };
      return column.type === 'category' ? { ...input, categories: column.categories } : input;
    }),
    outputs: graph.outputs.map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] })),
    metrics,
    parity,
    recipe,
  };
}
