// What is kept of a table that was read, beside its columns: read back as it was written, or not at all.
import { z } from 'zod';
import { dialectSchema } from '../../core/recipe/dialect';
import { readingReportSchema } from '../../core/run/reading-report';
import type { Table } from '../../core/table';
import type { ReadTable } from '../read-table';
import { type StoredColumn, storedColumnSchema } from './stored-columns';

const pairs = z.array(z.tuple([z.string(), z.string()]));

const oddSchema = z.object({
  fits: z.number(),
  missing: z.number(),
  count: z.number(),
  examples: z.array(z.object({ row: z.number(), text: z.string() })),
  repeated: z.object({ text: z.string(), count: z.number(), instead: z.string() }).nullable(),
});

/** What a reading of any kind may have. */
const common = { forced: z.literal(true).exactOptional(), odd: oddSchema.exactOptional() };

const readingSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('boolean'), yes: z.string(), no: z.string(), ...common }),
  z.object({
    as: z.literal('number'),
    style: z.object({
      decimal: z.enum(['.', ',']),
      thousands: z.enum(['', ',', '.', ' ', "'", '_']),
      unit: z.string(),
    }),
    plain: z.boolean(),
    trailing: z.boolean(),
    missing: z.array(z.number()).exactOptional(),
    ...common,
  }),
  z.object({
    as: z.literal('date'),
    form: z.object({
      rewrite: pairs,
      words: pairs,
      formats: z.union([z.enum(['iso', 'days']), z.array(z.string())]),
      named: z.string(),
    }),
    ...common,
  }),
  z.object({ as: z.literal('category'), ...common }),
]);

/** Of what `readTable` gives all but the columns, which have files of their own. */
const readSchema = z.object({
  table: z.object({ rows: z.number(), firstLine: z.number().exactOptional() }),
  dialect: dialectSchema,
  fingerprint: z.string(),
  bytes: z.number(),
  preview: z.array(z.array(z.string())),
  warnings: z.array(z.string()),
  reading: readingReportSchema,
  readings: z.array(readingSchema),
});

const headSchema = z.strictObject({ read: readSchema, columns: z.array(storedColumnSchema) });

/** A table that was read, without its columns. */
export type ReadHead = Omit<ReadTable, 'table'> & { table: Omit<Table, 'columns'> };

/** The head as text. */
export function writeHead(read: ReadTable, columns: readonly StoredColumn[]): string {
  const { columns: _, ...table } = read.table;
  return JSON.stringify({ read: { ...read, table }, columns });
}

/** The head of such a text; null for any other. */
export function parseHead(body: string): { read: ReadHead; columns: StoredColumn[] } | null {
  const parsed = headSchema.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data : null;
}
