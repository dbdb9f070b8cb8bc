// Rows whose delimiters are missing, too many or others are cut so that each cell looks like its column.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignRow } from '../../src/data/rows/align-row';
import { learnLooks } from '../../src/data/rows/column-looks';
import { cutLoosely } from '../../src/data/rows/cut-loosely';
import { readMendedRow } from '../../src/data/rows/mend-row';

const rules = { delimiter: ',', quote: '"', escape: '' };
const goods = ['Desk lamp', 'Chair, oak', 'Shelf', 'Rug 24"', "Women's boots"];
const cellsAt = (row: number) => [
  `${String(1 + (row % 28)).padStart(2, '0')}/03/2019`,
  `${String(8 + (row % 12)).padStart(2, '0')}:${String((row * 7) % 60).padStart(2, '0')}`,
  String(row % 30),
  `P-${1000 + row}`,
  `$${(3 + row * 1.37).toFixed(2)}`,
  goods[row % goods.length] as string,
  `It serves you well, as number ${row} does.`,
  '',
];
const isQuoted = (text: string) => text.includes(',') || text.includes('"');
const written = (text: string) => (isQuoted(text) ? `"${text.replaceAll('"', '""')}"` : text);
const rows = Array.from({ length: 60 }, (_, row) =>
  cellsAt(row).map((text) => ({ text, quoted: isQuoted(text), malformed: false })),
);
const width = 8;
const looks = learnLooks(rows, width)();
const align = (line: string) => looks && alignRow(line, rules, looks)?.fields.map((field) => field.text);

test('a missing delimiter, an empty value too many, another delimiter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: width - 3 }), (row, at) => {
      const cells = cellsAt(row);
      const texts = cells.map(written);
      const glued = [...texts.slice(0, at), `${texts[at]}${texts[at + 1]}`, ...texts.slice(at + 2)];
      expect(align(glued.join(','))).toEqual(cells);
      expect(align([...texts.slice(0, at), '', ...texts.slice(at)].join(','))).toEqual(cells);
      expect(align(texts.join(' '))).toEqual(cells);
    }),
  );
});

test('a value that holds the delimiter without quotes', () => {
  const texts = cellsAt(1).map((text, i) => (i === 5 ? text : written(text)));
  expect(align(texts.join(','))).toEqual(cellsAt(1));
});

test('what looks like no row is left as it is', () => {
  for (const line of ['Total,,,,,,', 'Source: the ministry of trade, 2019', '1,2,3,4,5,6,7,8,9,10', 'x'])
    expect(align(line) ?? null).toBeNull();
  expect(learnLooks(rows.slice(0, 3), width)()).toBeNull();
});

test('quotes part pieces where no delimiter stands', () => {
  const texts = (line: string) => cutLoosely(line, rules).map(({ text }) => text);
  expect(texts('a,b"c, d",e')).toEqual(['a', 'b', 'c, d', 'e']);
  expect(texts('"a"b,"c"')).toEqual(['a', 'b', 'c']);
  expect(texts('8 9" long,b')).toEqual(['8 9" long', 'b']);
  expect(texts('"open, b')).toEqual(['"open', ' b']);
  expect(texts('a,,')).toEqual(['a', '', '']);
});

test('rows wider than those that were learned from are left as they are', () => {
  const learned = learnLooks(rows, width);
  const line = `${cellsAt(3).map(written).join(',')},x,"y`;
  expect(readMendedRow(line, 0, rules, width + 1, undefined, learned).fields.length).toBeGreaterThan(width);
});
