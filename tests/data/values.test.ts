// Numbers, dates and missing values as people write them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/core/table';
import { inspectFile } from '../../src/data/inspect-file';
import { type ReadTable, readTable } from '../../src/data/read-table';
import { temporaryFile } from './temporary-folder';

/** Reads texts as the column `x` of a file; every value is quoted. */
async function readTexts(texts: readonly string[], delimiter = ','): Promise<ReadTable & { x: Column }> {
  const lines = texts.map((text) => `"${text.replaceAll('"', '""')}"${delimiter}1\n`);
  const read = await readTable(temporaryFile(`x${delimiter}other\n${lines.join('')}`));
  return { ...read, x: read.table.columns[0] as Column };
}

function valuesOf(column: Column): unknown[] {
  if (column.type === 'text') return [...column.values];
  if (column.type === 'category') return Array.from(column.codes, (code) => column.categories[code] ?? null);
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000;

describe('numbers', () => {
  test.each([
    ['thousands by comma', ['1,234.5', '12', '1,234,567'], [1234.5, 12, 1_234_567]],
    ['a decimal comma', ['0,5', '12,25', '3'], [0.5, 12.25, 3]],
    ['thousands by dot', ['1.234,5', '12', '1.234.567'], [1234.5, 12, 1_234_567]],
    ['thousands by space', ['1 234,5', '12', '1 234 567'], [1234.5, 12, 1_234_567]],
    [
      'thousands by narrow spaces',
      ['1\u00A0234,5', '1\u2009234', '1\u202F234\u202F567'],
      [1234.5, 1234, 1_234_567],
    ],
    ['thousands by apostrophe', ["1'234.5", '12', '1’234’567'], [1234.5, 12, 1_234_567]],
    ['thousands in India', ['12,34,567', '1,234.5', '12'], [1_234_567, 1234.5, 12]],
    ['quoted thousands alone', ['1,234', '5,678', '12'], [1234, 5678, 12]],
    ['a currency in front', ['$1,234.50', '-$5', '$-7', '$ 0.5'], [1234.5, -5, -7, 0.5]],
    ['a currency behind', ['1.234,50 €', '5 €', '-7,25€'], [1234.5, 5, -7.25]],
    ['a currency by code', ['CHF 1’234.50', 'CHF 5', 'CHF -7'], [1234.5, 5, -7]],
    ['won and yen', ['₩1,234', '₩5', '₩12,000'], [1234, 5, 12_000]],
    ['kroner', ['1 234,50 kr', '5 kr', '12,5 kr'], [1234.5, 5, 12.5]],
    ['parentheses', ['(1,234.5)', '12', '(5)'], [-1234.5, 12, -5]],
    ['a minus behind', ['5-', '12', '1,234.5-'], [-5, 12, -1234.5]],
    ['the minus of typesetters', ['−5', '–12', '7'], [-5, -12, 7]],
    ['percent', ['12 %', '0.5%', '-3 %'], [12, 0.5, -3]],
    ['a decimal comma and percent', ['12,5 %', '0,5%', '-3 %'], [12.5, 0.5, -3]],
    ['exponents', ['1e3', '2.5E-2', '-1e+2'], [1000, 0.025, -100]],
    ['a decimal comma and exponents', ['1,5e3', '2,5E-2', '7'], [1500, 0.025, 7]],
  ])('with %s', async (_, texts, values) => {
    const { x } = await readTexts(texts);
    expect({ type: x.type, values: valuesOf(x) }).toEqual({ type: 'number', values });
  });

  test.each([
    ['two currencies', ['$5', '€7', '$8']],
    ['percent and none', ['5 %', '0.07', '8 %']],
    ['hexadecimal', ['0x1F', '0x2A', '0xFF']],
    ['wrong groups', ['1,23.5', '12,3456', '7']],
    ['versions', ['1.2.3', '1.2.4', '2.0.0']],
    ['addresses', ['10.0.0.1', '192.168.1.20', '10.0.0.2']],
    ['times', ['10:30', '11:45', '23:59']],
    ['units of other kinds', ['5 kg', '7 kg', '8 kg']],
    ['grades', ['A-', 'B+', '1-']],
  ])('%s are none', async (_, texts) => {
    const { x } = await readTexts(texts);
    expect({ type: x.type, values: valuesOf(x) }).toEqual({ type: 'category', values: texts });
  });

  test('a semicolon file keeps its decimal comma where both ways fit', async () => {
    expect(valuesOf((await readTexts(['1,234', '5,678'], ';')).x)).toEqual([1.234, 5.678]);
  });

  const locales: [name: string, format: (value: number) => string][] = [
    ['en', (value) => value.toLocaleString('en-US', { maximumFractionDigits: 4 })],
    ['de', (value) => value.toLocaleString('de-DE', { maximumFractionDigits: 4 })],
    ['fr', (value) => value.toLocaleString('fr-FR', { maximumFractionDigits: 4 })],
    ['de-CH', (value) => value.toLocaleString('de-CH', { maximumFractionDigits: 4 })],
    ['en-IN', (value) => value.toLocaleString('en-IN', { maximumFractionDigits: 4 })],
    [
      'accounting',
      (value) =>
        value.toLocaleString('en-US', {
          style: 'currency',
          currency: 'USD',
          currencySign: 'accounting',
          maximumFractionDigits: 4,
        }),
    ],
    [
      'euro',
      (value) =>
        value.toLocaleString('de-DE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 4 }),
    ],
    [
      'SAP',
      (value) =>
        `${Math.abs(value).toLocaleString('de-DE', { maximumFractionDigits: 4 })}${value < 0 ? '-' : ''}`,
    ],
    ['plain', (value) => String(value)],
  ];
  test.each(locales)(
    'written for %s are read back',
    async (_, format) => {
      const amounts = fc.integer({ min: -1e10, max: 1e10 }).map((value) => value / 1e4);
      await fc.assert(
        fc.asyncProperty(fc.array(amounts, { minLength: 1, maxLength: 40 }), async (values) => {
          // One of them tells the decimal sign apart.
          const known = [1234.5678, 0.25, ...values];
          const { x } = await readTexts(known.map(format));
          expect(x.type).toBe('number');
          for (const [i, value] of valuesOf(x).entries()) expect(value).toBeCloseTo(known[i] as number, 6);
        }),
        { numRuns: 15 },
      );
    },
    60_000,
  );
});

describe('dates', () => {
  test.each([
    ['ISO with a zone', ['2024-03-05T10:30:00Z', '2024-12-31T00:00:00Z'], ['2024-03-05T10:30', '2024-12-31']],
    ['day first', ['5.3.2024', '31.12.2023'], ['2024-03-05', '2023-12-31']],
    [
      'day first with time',
      ['5.3.2024 10:30', '31.12.2023 23:59:59'],
      ['2024-03-05T10:30', '2023-12-31T23:59:59'],
    ],
    ['two-digit years', ['05.03.24', '31.12.99'], ['2024-03-05', '1999-12-31']],
    ['two-digit years with the month first', ['03/05/24', '12/31/99'], ['2024-03-05', '1999-12-31']],
    ['day first by one of them', ['05/03/2024', '13/12/2023'], ['2024-03-05', '2023-12-13']],
    ['dots, year first', ['2024.03.05', '2023.12.31'], ['2024-03-05', '2023-12-31']],
    ['English names', ['March 5, 2024', 'Dec 31st, 2023'], ['2024-03-05', '2023-12-31']],
    ['English names, day first', ['5 March 2024', '31-Dec-2023'], ['2024-03-05', '2023-12-31']],
    [
      'English names with weekday',
      ['Tue, 5 Mar 2024 10:30:00 GMT', 'Sun, 31 Dec 2023 00:00:00 GMT'],
      ['2024-03-05T10:30', '2023-12-31'],
    ],
    ['names in capitals', ['05-MAR-24', '31-DEC-99'], ['2024-03-05', '1999-12-31']],
    [
      'German names',
      ['5. März 2024', '31. Dezember 2023', '1. Mai 2020'],
      ['2024-03-05', '2023-12-31', '2020-05-01'],
    ],
    [
      'French names',
      ['5 mars 2024', '1er août 2023', '14 juillet 2020', '2 juin 2020', '3 févr. 2020'],
      ['2024-03-05', '2023-08-01', '2020-07-14', '2020-06-02', '2020-02-03'],
    ],
    [
      'Spanish names',
      ['5 de marzo de 2024', '31 de diciembre de 2023', '1 de enero de 2020'],
      ['2024-03-05', '2023-12-31', '2020-01-01'],
    ],
    ['Korean', ['2024년 3월 5일', '2023년 12월 31일'], ['2024-03-05', '2023-12-31']],
    ['Korean with dots', ['2024. 3. 5.', '2023. 12. 31.'], ['2024-03-05', '2023-12-31']],
    [
      'Korean with the half of the day',
      ['2024-03-05 오후 3:05:00', '2023-12-31 오전 10:00:00'],
      ['2024-03-05T15:05', '2023-12-31T10:00'],
    ],
    ['Japanese', ['2024年3月5日', '2023年12月31日 10時30分'], ['2024-03-05', '2023-12-31T10:30']],
    ['year and month', ['2024-03', '2023-12'], ['2024-03-01', '2023-12-01']],
    ['Korean year and month', ['2024년 3월', '2023년 12월'], ['2024-03-01', '2023-12-01']],
    ['month and year', ['03/2024', '12/2023'], ['2024-03-01', '2023-12-01']],
    ['names of year and month', ['Mar 2024', 'December 2023'], ['2024-03-01', '2023-12-01']],
    [
      'without signs',
      ['20240305', '20231231', '20200229', '19991201', '20010101'],
      ['2024-03-05', '2023-12-31', '2020-02-29', '1999-12-01', '2001-01-01'],
    ],
  ])('%s', async (_, texts, days) => {
    const { x } = await readTexts(texts);
    expect(x.type).toBe('date');
    for (const [i, value] of valuesOf(x).entries()) expect(value).toBeCloseTo(day(days[i] as string), 6);
  });

  test.each([
    ['times of day', ['10:30', '11:45'], 'category'],
    ['epochs', ['1709600000', '1709600001'], 'number'],
    [
      'eight digits that are no dates',
      ['20240305', '20231331', '20200229', '19991201', '20010101'],
      'number',
    ],
    ['months without a year', ['March', 'April'], 'category'],
  ])('%s are none', async (_, texts, type) => {
    expect((await readTexts(texts)).x.type).toBe(type);
  });

  test('one slip of the pen does not turn the order of day and month', async () => {
    const texts = Array.from({ length: 400 }, (_, i) => `${(i % 28) + 1}/${(i % 12) + 1}/2024`);
    const { x, warnings } = await readTexts([...texts, '5/13/2024']);
    expect(x.type).toBe('date');
    expect(valuesOf(x).slice(0, 2)).toEqual([day('2024-01-01'), day('2024-02-02')]);
    expect(valuesOf(x)[400]).toBeNull();
    expect(warnings).toEqual([
      'Column "x": 1 of 401 values is not among dates with the day first, taken as missing: "5/13/2024" (line 402).',
    ]);
  });

  const months = [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  const styles: [name: string, format: (date: Date) => string][] = [
    ['ISO', (date) => date.toISOString().slice(0, 10)],
    ['day first', (date) => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`],
    ['month first', (date) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`],
    ['German', (date) => `${date.getUTCDate()}. ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`],
    ['English', (date) => date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })],
    ['French', (date) => date.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })],
    ['Spanish', (date) => date.toLocaleDateString('es-ES', { dateStyle: 'long', timeZone: 'UTC' })],
    ['Korean', (date) => date.toLocaleDateString('ko-KR', { dateStyle: 'long', timeZone: 'UTC' })],
    ['Japanese', (date) => date.toLocaleDateString('ja-JP', { dateStyle: 'long', timeZone: 'UTC' })],
    ['RFC 2822', (date) => date.toUTCString()],
    ['compact', (date) => `${date.getUTCFullYear()}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`],
  ];
  test.each(styles)(
    'written in %s style are read back',
    async (_, format) => {
      const days = fc.integer({ min: day('1900-01-01'), max: day('2068-12-31') });
      await fc.assert(
        fc.asyncProperty(fc.array(days, { minLength: 1, maxLength: 40 }), async (numbers) => {
          // Days past the twelfth tell the order.
          const known = [
            day('2024-01-31'),
            day('2023-05-20'),
            day('1999-12-13'),
            day('2001-07-14'),
            ...numbers,
          ];
          const { x } = await readTexts(known.map((number) => format(new Date(number * 86_400_000))));
          expect({ type: x.type, values: valuesOf(x) }).toEqual({ type: 'date', values: known });
        }),
        { numRuns: 10 },
      );
    },
    60_000,
  );
});

describe('a few odd texts in a column of numbers', () => {
  const numbers = Array.from({ length: 300 }, (_, i) => String(i * 1.5));

  test('are missing, and named with their lines', async () => {
    const { x, warnings } = await readTexts([...numbers, 'abc', 'twelve']);
    expect(x.type).toBe('number');
    expect(valuesOf(x).slice(299)).toEqual([448.5, null, null]);
    expect(warnings).toEqual([
      'Column "x": 2 of 302 values are not numbers, taken as missing: "abc" (line 302), "twelve" (line 303).',
    ]);
  });

  test('that say that a value is missing are missing, however often', async () => {
    const { x } = await readTexts([...numbers, 'unknown', 'unknown', 'unknown']);
    expect(x.type).toBe('number');
  });

  test('that come again and again leave it a category, and this is said', async () => {
    const { x, warnings } = await readTexts([...numbers, 'low', 'low', 'low']);
    expect(x.type).toBe('category');
    expect(warnings[0]).toContain('"low" stands in 3 rows, while 300 of 303 values are numbers');
  });

  test('among few values leave it a category', async () => {
    expect((await readTexts(['1', '2', '3', 'abc'])).x.type).toBe('category');
  });

  test('with thousands apart are numbers', async () => {
    const { x, warnings } = await readTexts([...numbers, '1,234.5', '−7']);
    expect(valuesOf(x).slice(300)).toEqual([1234.5, -7]);
    expect(warnings).toEqual([]);
  });
});

test('spreadsheet faults and words for nothing are missing', async () => {
  const { x } = await readTexts([
    '1',
    '#DIV/0!',
    '#VALUE!',
    '#REF!',
    '--',
    '(blank)',
    'n/a',
    '\\N',
    ' -- ',
    '2',
  ]);
  expect({ type: x.type, values: valuesOf(x) }).toEqual({
    type: 'number',
    values: [1, null, null, null, null, null, null, null, null, 2],
  });
});

describe('what a person says', () => {
  const readAs = async (texts: readonly string[], type: 'number' | 'boolean' | 'date' | 'category') => {
    const lines = texts.map((text) => `"${text}",1\n`).join('');
    const { table, warnings } = await readTable(temporaryFile(`x,other\n${lines}`), {
      types: [{ column: 'x', type }],
    });
    return { type: table.columns[0]?.type, values: valuesOf(table.columns[0] as Column), warnings };
  };

  test.each([
    ['number', ['1,5', 'x', '2'], [1.5, null, 2]],
    ['boolean', ['yes', 'no', 'perhaps', ''], [1, 0, null, null]],
    ['boolean', ['예', '아니오', '예'], [1, 0, 1]],
    ['date', ['2024-01-01', 'soon', '2024-01-03'], [day('2024-01-01'), null, day('2024-01-03')]],
    ['category', ['1', '02', '3'], ['1', '02', '3']],
  ] as const)('%s from %j', async (type, texts, values) => {
    expect(await readAs(texts, type)).toMatchObject({ type, values });
  });

  test('what does not fit is counted', async () => {
    expect((await readAs(['1.5', 'x', '2'], 'number')).warnings).toEqual([
      'Column "x": 1 of 3 values is not among numbers, taken as missing.',
    ]);
  });

  test('a number that means missing is missing however it is written', async () => {
    const path = temporaryFile('x,t\n1,none here\n-999,b\n-999.0,none here\n 2,c\n');
    const { dialect } = await readTable(path);
    const { table } = await readTable(path, { dialect: { ...dialect, missing: ['-999', 'none here'] } });
    expect(table.columns.map(valuesOf)).toEqual([
      [1, null, null, 2],
      [null, 'b', null, 'c'],
    ]);
  });
});

test('the evidence of a column says how its texts were read', async () => {
  const path = temporaryFile(
    `x;y\n${Array.from({ length: 300 }, (_, i) => `${i},5;${i}\n`).join('')}abc;1\n`,
  );
  const { columns } = await inspectFile(path);
  expect(columns[0]?.evidence).toMatch(/^300 of 301 values are numbers with a decimal comma\. /);
  expect(columns[1]?.evidence).not.toMatch(/values are numbers/);
});
