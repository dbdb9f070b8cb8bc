// Finding the delimiter, the quote and the header.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDialect } from '../../src/data/dialect';
import { tokenize } from '../../src/data/tokenize';

const found = (text: string) => detectDialect(text, true);

describe('delimiter and quote', () => {
  test.each([
    ['a,b\n1,2\n3,4\n', ',', '"'],
    ['a;b\n1,5;2,5\n3,25;4,0\n', ';', '"'],
    ['a\tb\n"1"\t2\n3\t4\n', '\t', '"'],
    ['a|b|c\n1|x, y|2\n3|z|4\n', '|', '"'],
    ['name\tcity\nSmith, John\tNew York, NY\nDoe, Jane\tBoston, MA\n', '\t', '"'],
    ["a,b\n'x, y','2'\n'u; v','3'\n", ',', "'"],
    ['a,b\n"x ""q"", y",2\n"z",3\n', ',', '"'],
    ["name,n\nO'Neil,1\nO'Brien,2\n", ',', '"'],
    ['when;n\n2020-01-01 10:00:00;1\n2020-01-02 11:00:00;2\n', ';', '"'],
    ['a\n1\n2\n', ',', '"'],
  ])('%j', (text, delimiter, quote) => {
    expect(found(text)).toMatchObject({ delimiter, quote, encoding: 'utf-8' });
  });
});

describe('header', () => {
  test.each([
    ['a,b\n1,2\n3,4\n', true],
    ['1,2\n3,4\n5,6\n', false],
    ['0.02,0.03,R\n0.04,0.01,M\n0.04,0.01,R\n', false],
    ['Class,V1,V2\nrep,y,n\ndem,n,n\n', true],
    ['p,x,s\ne,x,s\np,b,y\ne,x,y\n', false],
    [',a,b\n1,2,3\n2,4,5\n', true],
    ['2019,2020\n1.5,2.5\n', false],
    ['cut,color\nIdeal,E\n', true],
    ['name,since\nx,2020-01-01\ny,2020-01-02\n', true],
  ])('%j', (text, header) => {
    expect(found(text).headerRows).toBe(header ? 1 : 0);
  });
});

test('the last row of a cut sample is not judged', () => {
  expect(detectDialect('a;b;c\n1;2;3\n4;5;6\n7;8', false).delimiter).toBe(';');
});

describe('tokenize', () => {
  const rowsOf = (text: string, delimiter = ',') =>
    tokenize(text, { delimiter, quote: '"', complete: true, limit: 100 }).map((row) =>
      row.map(({ text }) => text),
    );

  test('line ends of every kind, none within quotes', () => {
    expect(rowsOf('a,b\r\n1,"x\ny"\r3,4\n\n5,6')).toEqual([
      ['a', 'b'],
      ['1', 'x\ny'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('empty fields at the ends', () => {
    expect(rowsOf(',\n,1\n2,')).toEqual([
      ['', ''],
      ['', '1'],
      ['2', ''],
    ]);
  });

  test('reads back whatever was quoted', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ';', ' ', 'é') });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quote).join(',')).join('\n');
        expect(rowsOf(text)).toEqual(rows);
      }),
    );
  });
});
