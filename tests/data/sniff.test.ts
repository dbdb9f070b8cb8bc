// The decision about a text: each part of it, what it rests on, and how sure it is.
import { describe, expect, test } from 'vitest';
import { usualDialect } from '../../src/core/recipe/dialect';
import { findLayout } from '../../src/data/rows/layout';
import { sniff } from '../../src/data/sniff/sniff';

const found = (head: string) => sniff({ head, tail: '', complete: true });
const body = 'a;1,5;x\nb;2,5;y\nc;3,5;z\nd;4,5;x\n';

describe('parts', () => {
  test.each([
    ['nothing special', `name;n;m\n${body}`, { delimiter: ';', decimal: ',' }],
    ['a title and a blank line', `Sales\n\nname;n;m\n${body}`, { preambleLines: 2 }],
    ['metadata above', `Station;North\nYear;2020\n\nname;n;m\n${body}`, { preambleLines: 3 }],
    ['notes below', `name;n;m\n${body}\nSource: us\n`, { footerLines: 2 }],
    ['a total', `name;n;m\n${body}Total;12,0;\n`, { footerLines: 1 }],
    ['comments', `# v1\nname;n;m\n${body}#a;b\n${body}`, { comment: '#', preambleLines: 1 }],
    ['no names', body, { headerRows: 0 }],
    ['units below the names', `name;n;m\n;(kg);(m)\n${body}`, { headerRows: 2 }],
    ['years as names', 'name,2019,2020,2021\na,1.5,2,3\nb,2.5,3,4\n', { headerRows: 1 }],
    ['backslashes', 'a,b\n"x \\"y\\", z",1\n"u",2\n"v \\" w",3\n', { escape: '\\' }],
    ['runs of spaces', 'name   n  m\na     1  2\nbb   10  3\n', { delimiter: ' +' }],
    ['two signs', 'a||b||c\n1||2||3\n4||5||6\n', { delimiter: '||' }],
    ['one column of prose', 'text\nWell, well, well\nNo\nYes, indeed\n', { delimiter: '' }],
    ['one column of decimal commas', 'x\n1,5\n2,5\n3,1\n', { delimiter: '', decimal: ',' }],
    ['thousands', 'a;b\n1.234,5;x\n12.345,0;y\n', { decimal: ',', thousands: '.' }],
  ])('%s', (_, text, parts) => {
    expect(found(text).dialect).toMatchObject({ ...usualDialect, ...pick(text), ...parts });
  });

  /** What these tests leave open where they do not name it. */
  function pick(text: string) {
    return {
      decimal: expect.stringMatching(/[.,]/),
      thousands: expect.any(String),
      delimiter: text.includes(';') ? ';' : expect.any(String),
    };
  }
});

test('every part says why, and is less sure where another is near', () => {
  const sure = found('a,b,c\n1,2,3\n4,5,6\n7,8,9\n').decisions;
  const unsure = found('a,b;c\n1,2;3\n4,5;6\n7,8;9\n').decisions;
  expect(sure.map(({ part }) => part)).toEqual([
    ...['delimiter', 'quote', 'escape', 'comment', 'preambleLines', 'headerRows', 'footerLines', 'decimal'],
  ]);
  for (const { why } of [...sure, ...unsure]) expect(why).toMatch(/^[A-Z0-9].*\.$/);
  const of = (decisions: typeof sure) => decisions.find(({ part }) => part === 'delimiter')?.confidence ?? 0;
  expect(of(sure)).toBeGreaterThan(of(unsure));
});

describe('names of columns', () => {
  const names = (text: string) => {
    const sample = { head: text, tail: '', complete: true };
    return findLayout(sample, sniff(sample).dialect).names;
  };
  test.each([
    ['as they are', 'a,,a\n1,2,3\n4,5,6\n', ['a', '', 'a']],
    ['none', '1,2\n3,4\n', ['column1', 'column2']],
    ['of two rows', 'len,wid\n(m),(kg)\n1,2\n3,4\n', ['len (m)', 'wid (kg)']],
    ['no column for a last delimiter', 'a,b,\n1,2,\n3,4,\n', ['a', 'b']],
    ['no column for a last delimiter below the names', 'a,b\n1,2,\n3,4,\n', ['a', 'b']],
    ['rows with names of their own', 'x,y\n1,5,6\n2,7,8\n3,8,9\n', ['', 'x', 'y']],
    ['too few', 'a,b\n1,2,9\n4,5,7\n4,5,8\n', ['a', 'b', '']],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

test('the next best delimiter is told in words', () => {
  const why = (text: string) => found(text).decisions.find(({ part }) => part === 'delimiter')?.why;
  expect(why('a;b,c\n1;2,3\n4;5,6\n7;8,9\n')).toMatch(/ The next best would be the (comma|semicolon)\.$/);
});

describe('numbers with thousands apart and no fraction', () => {
  const column = (values: readonly string[]) =>
    `name\tsum\n${values.map((v, i) => `n${i}\t${v}`).join('\n')}\n`;
  test('are told by the whole numbers below a thousand', () => {
    const values = ['¥1,043', '¥250', '¥9,800', '¥12', '¥3,400', '¥999', '¥7,120', '¥5,001', '¥88'];
    expect(found(column(values)).dialect).toMatchObject({ decimal: '.', thousands: ',' });
  });

  test('are not where whole numbers have no such sign', () => {
    const values = ['1,043', '2504', '9,800', '12', '3,400', '999', '7,120', '5,001'];
    expect(found(column(values)).dialect).toMatchObject({ decimal: ',', thousands: '' });
  });
});
