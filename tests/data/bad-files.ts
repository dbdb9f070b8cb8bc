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

/** Files that no reader takes: not even rows to predict. */
export const unreadableFiles: BadFile[] = [
  {
    what: 'lines of which most have values too many',
    content: 'a,b\n1,2\n3,4\n1,2,3\n1,2,3,4\n1,2,3,4,5\n',
    says: /Of 5 lines of data\.csv, 3 do not fit the others; on line 4, it has 3 values where 2/,
    code: 'data-invalid',
    line: 4,
  },
  {
    what: 'a gzip archive that ends early',
    content: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1),
    says: /cannot be unpacked/,
    code: 'data-invalid',
  },
  {
    what: 'an old workbook',
    content: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1),
    says: /Excel/,
    code: 'data-invalid',
  },
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
];

/** Files that can be read, but not learned from. */
export const unlearnableFiles: BadFile[] = [
  { what: 'one column', content: 'a\n1\n2\n3\n', says: /has one column/, code: 'data-invalid' },
  { what: 'one row', content: 'a,b\n1,2\n', says: /has one row/, code: 'data-invalid' },
];
