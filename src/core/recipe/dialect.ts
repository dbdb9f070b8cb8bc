// How a delimited text file is written.
import { z } from 'zod';

/** The encodings that are read, by the names that people know them by. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'cp949',
  'euc-kr',
  'shift-jis',
  'gb18030',
  'big5',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'latin-1',
] as const;

const layout = {
  encoding: z.enum(encodings).meta({ title: 'Encoding', help: 'How characters are written as bytes.' }),
  compression: z
    .enum(['none', 'gzip', 'zip'])
    .meta({ title: 'Compression', help: 'What the file is packed with.' }),
  delimiter: z.string().max(8).meta({
    title: 'Delimiter',
    help: 'Stands between two values of a line, seldom more than one sign. Empty if each line is one value; " +" for any run of spaces.',
  }),
  quote: z.string().max(1).meta({
    title: 'Quote',
    help: 'Encloses values that hold the delimiter. Empty if the file quotes nothing.',
  }),
  escape: z.string().max(1).meta({
    title: 'Escape',
    help: 'Stands before a quote within quotes. Empty if the quote is doubled there.',
  }),
  comment: z.string().max(4).meta({
    title: 'Comment sign',
    help: 'Lines that begin with it are not data. Empty if the file has none.',
  }),
  preambleLines: z.number().int().min(0).max(10_000).meta({
    title: 'Preamble lines',
    help: 'Lines above the names of the columns.',
    unit: 'lines',
  }),
  headerRows: z.number().int().min(0).max(16).meta({
    title: 'Header rows',
    help: 'Rows that hold the names of the columns. 0 if the data begins at once.',
    unit: 'rows',
  }),
  footerLines: z.number().int().min(0).max(10_000).meta({
    title: 'Footer lines',
    help: 'Lines below the data, such as totals.',
    unit: 'lines',
  }),
};

const values = {
  decimal: z
    .enum(['.', ','])
    .meta({ title: 'Decimal sign', help: 'Stands before the fraction of a number.' }),
  thousands: z
    .string()
    .max(1)
    .regex(/^[,. '_]?$/, "must be a comma, a dot, a space, ', _ or empty")
    .meta({
      title: 'Thousands sign',
      help: 'Stands between groups of three digits: a comma, a dot, a space, an apostrophe or _. Empty if none does.',
    }),
  dateOrder: z.enum(['auto', 'dmy', 'mdy', 'ymd']).meta({
    title: 'Date order',
    help: 'Which of day, month and year comes first where a date is written in digits. Auto decides by the values.',
  }),
  missing: z.array(z.string()).max(64).meta({
    title: 'Missing values',
    help: 'Further texts that stand for a missing value, beside the usual ones.',
  }),
};

export const dialectSchema = z.strictObject({ ...layout, ...values });

export type Dialect = z.output<typeof dialectSchema>;

/** Comma, double quote, one row of names, UTF-8: what the parts of a dialect are unless they are given. */
export const usualDialect: Dialect = {
  encoding: 'utf-8',
  compression: 'none',
  delimiter: ',',
  quote: '"',
  escape: '',
  comment: '',
  preambleLines: 0,
  headerRows: 1,
  footerLines: 0,
  decimal: '.',
  thousands: '',
  dateOrder: 'auto',
  missing: [],
};
