// Every kind of file that is no table to learn from, made on the spot.

export interface BadFile {
  what: string;
  content: string | Uint8Array;
  /** Part of the sentence that a person reads. */
  says: RegExp;
  code: string;
  /** The line that is named, if one can be. */
  line?: number;
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** Files that no reader takes: not even rows to predict. */
export const unreadableFiles: BadFile[] = [
  { what: 'no byte', content: '', says: /is empty/, code: 'data-invalid' },
  { what: 'blank lines only', content: '\n\n  \n', says: /is empty/, code: 'data-invalid' },
  { what: 'a byte order mark only', content: '\uFEFF', says: /is empty/, code: 'data-invalid' },
  { what: 'a header only', content: 'a,b,c\n', says: /names but no rows/, code: 'data-invalid' },
  {
    what: 'zero bytes',
    content: Uint8Array.of(0x41, 0x2c, 0x42, 0x0a, 0, 1, 2),
    says: /is binary: byte 5 is zero/,
    code: 'data-invalid',
    line: 2,
  },
  {
    what: 'a zip archive',
    content: Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0),
    says: /Excel workbook/,
    code: 'data-invalid',
  },
  { what: 'UTF-16', content: utf16('a,b\n1,2\n'), says: /UTF-16/, code: 'data-invalid' },
  {
    what: 'Latin-1',
    content: Buffer.from('name,b\nx,1\nJos\xe9,2\n', 'latin1'),
    says: /not written in UTF-8: byte 15, on line 3, is E9/,
    code: 'data-invalid',
    line: 3,
  },
  {
    what: 'a character cut at the end',
    content: Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xe2, 0x82])]),
    says: /not written in UTF-8/,
    code: 'data-invalid',
    line: 2,
  },
  {
    what: 'a short line',
    content: 'a,b,c\n1,2,3\n4,5\n6,7,8\n',
    says: /Line 3 of data\.csv has 2 values where 3 are expected/,
    code: 'data-invalid',
    line: 3,
  },
  {
    what: 'a long line',
    content: 'a,b,c\n1,2,3\n4,5,6,7\n6,7,8\n',
    says: /Line 3 of data\.csv has 4 values where 3 are expected/,
    code: 'data-invalid',
    line: 3,
  },
  {
    what: 'text after a closing quote',
    content: 'a,b\n"x" y,1\n"z",2\n"u",3\n"v",4\n"w",5\n',
    says: /Line 2 of data\.csv has a quote/,
    code: 'data-invalid',
    line: 2,
  },
];

/** Files that can be read, but not learned from. */
export const unlearnableFiles: BadFile[] = [
  { what: 'one column', content: 'a\n1\n2\n3\n', says: /has one column/, code: 'data-invalid' },
  { what: 'one row', content: 'a,b\n1,2\n', says: /has one row/, code: 'data-invalid' },
];
