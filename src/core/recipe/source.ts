// Where the rows come from: the sheet of a workbook, further files, and what their columns hold.
import { z } from 'zod';

/** A file whose columns are added to the rows that have the same key. */
export const joinedFileSchema = z.strictObject({
  file: z.string().min(1).meta({ title: 'File', help: 'The file with the further columns.' }),
  key: z
    .string()
    .min(1)
    .meta({ title: 'Key', help: 'The column of the first file whose value is looked up.' }),
  otherKey: z.string().default('').meta({
    title: 'Key there',
    help: 'The column of the other file that has that value. Empty for the same name.',
  }),
  prefix: z
    .string()
    .max(64)
    .default('')
    .meta({ title: 'Prefix', help: 'Stands before the names of the further columns.' }),
});

export const typedColumnSchema = z.strictObject({
  column: z.string().min(1).meta({ title: 'Column' }),
  type: z
    .enum(['number', 'category', 'boolean', 'date', 'text'])
    .meta({ title: 'Type', help: 'What the values are; those that do not fit count as missing.' }),
});

export type JoinedFile = z.output<typeof joinedFileSchema>;
export type TypedColumn = z.output<typeof typedColumnSchema>;

/** The part of a recipe's data that says where the rows come from, beside the file itself and its dialect. */
export const sourceFields = {
  sheet: z.string().default('').meta({
    title: 'Sheet',
    help: 'The sheet of a workbook. Empty for the first one.',
  }),
  append: z.array(z.string().min(1)).max(1000).default([]).meta({
    title: 'Further files',
    help: 'Files whose rows are added below, their columns matched by name.',
    level: 'expert',
  }),
  sourceColumn: z.string().default('').meta({
    title: 'Column of the file name',
    help: 'A new column that says from which file each row comes. Empty for none.',
    level: 'expert',
  }),
  join: z.array(joinedFileSchema).max(8).default([]).meta({
    title: 'Joined files',
    help: 'Files whose columns are added to the rows that have the same key.',
    level: 'expert',
  }),
  types: z.array(typedColumnSchema).max(10_000).default([]).meta({
    title: 'Types set by hand',
    help: 'Columns that are read as another type than the one that was found, each entry with column and type.',
    level: 'expert',
    given: true,
  }),
};

/** What a recipe says about reading its files, as the reader takes it. */
export function readSettingsOf<
  Data extends {
    sheet: string;
    append: string[];
    sourceColumn: string;
    join: JoinedFile[];
    types: TypedColumn[];
  },
>({ sheet, append, sourceColumn, join, types }: Data) {
  return {
    ...(sheet !== '' && { sheet }),
    ...(append.length > 0 && { append }),
    ...(sourceColumn !== '' && { sourceColumn }),
    ...(join.length > 0 && { join }),
    ...(types.length > 0 && { types }),
  };
}
