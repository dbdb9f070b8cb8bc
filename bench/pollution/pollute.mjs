// Polluted files: clean tables written wrongly in one way each, with what a good reader makes of them. The classes follow
// Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023; the files are Hone's own.
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { zipOf } from './zip.mjs';

/**
 * @typedef {{ name: string, header: string[], rows: string[][] }} Source
 * @typedef {{ header: string[] | null, rows: string[][] }} Content header null: numbered names
 * @typedef {{ kind: string, name: string, bytes: Buffer, expected: Content }} Polluted
 * @typedef {{ delimiter?: string, quote?: string, escape?: string, newline?: string, all?: boolean | 'text' }} Style
 */

const isNumber = (text) => /^[-+]?\d+(\.\d+)?$/.test(text);

/** One cell as a style writes it. */
function cellText(text, { delimiter = ',', quote = '"', escape = '', all = false }) {
  const wanted = all === true || (all === 'text' && !isNumber(text) && text !== '');
  const needed =
    text.includes(delimiter) ||
    text.includes(quote) ||
    /[\r\n]/.test(text) ||
    (escape !== '' && text.includes(escape));
  const spaced = delimiter.startsWith(' ') && text === '';
  if (quote === '' || !(wanted || needed || spaced)) return text;
  const inner =
    escape === ''
      ? text.replaceAll(quote, quote + quote)
      : text.replaceAll(escape, escape + escape).replaceAll(quote, escape + quote);
  return quote + inner + quote;
}

const lineText = (cells, style) => cells.map((cell) => cellText(cell, style)).join(style.delimiter ?? ',');
const linesOf = ({ header, rows }, style = {}) => [header, ...rows].map((row) => lineText(row, style));
const joined = (lines, newline = '\n') => lines.map((line) => line + newline).join('');
const utf8 = (text) => Buffer.from(text, 'utf8');

/** Picks places spread over a table, the same ones every time. */
function spread(count, many) {
  if (count <= many) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: many }, (_, i) => Math.floor((i * (count - 1)) / (many - 1)));
}

/** All polluted files of a table; `places` is how many rows each pollution of a single row is tried on. */
export function pollute(source, places = 6) {
  const clean = { header: source.header, rows: source.rows };
  const files = [];
  const add = (kind, what, text, expected = clean) =>
    files.push({
      kind,
      name: `${source.name}-${kind}-${what}`,
      bytes: typeof text === 'string' ? utf8(text) : text,
      expected,
    });
  add('clean', 'as-is', joined(linesOf(clean)));
  addDialects(add, clean);
  addEncodings(add, clean);
  addHeaders(add, clean);
  addAround(add, clean);
  addEmpty(add, clean);
  addComments(add, clean);
  addNames(add, clean);
  addTrailing(add, clean);
  addTables(add, clean);
  for (const at of spread(source.rows.length, places)) addRow(add, clean, at);
  return files;
}

const signNames = {
  '\t': 'tab',
  ' ': 'space',
  '\u001f': 'unit',
  '\u0001': 'soh',
  '|': 'bar',
  '||': 'bars',
  ':': 'colon',
};
const nameOf = (sign) => signNames[sign] ?? [...sign].map((one) => one.codePointAt(0).toString(16)).join('-');

function addDialects(add, clean) {
  const delimiters = [
    ';',
    '\t',
    '|',
    ':',
    '^',
    '~',
    ' ',
    ', ',
    '; ',
    ' , ',
    '||',
    '::',
    '\u001f',
    '\u0001',
    '§',
    '*',
  ];
  for (const delimiter of delimiters)
    add(
      delimiter.trim() === delimiter || delimiter === '\t' || delimiter === ' ' ? 'delimiter' : 'spaces',
      nameOf(delimiter),
      joined(linesOf(clean, { delimiter })),
    );
  for (const delimiter of [',', ';', '\t'])
    for (const newline of ['\r\n', '\r'])
      add(
        'newline',
        `${nameOf(delimiter)}-${nameOf(newline)}`,
        joined(linesOf(clean, { delimiter }), newline),
      );
  for (const quote of ['"', "'"])
    for (const all of [true, 'text', false])
      add('quote', `${nameOf(quote)}-${all}`, joined(linesOf(clean, { quote, all })));
  for (const quote of ['"', "'"])
    for (const all of [true, 'text', false])
      add('escape', `${nameOf(quote)}-${all}`, joined(linesOf(clean, { quote, all, escape: '\\' })));
  add('quote', 'semicolon-single', joined(linesOf(clean, { delimiter: ';', quote: "'", all: true })));
  const lines = linesOf(clean);
  add('newline', 'mixed', lines.map((line, i) => line + (i % 2 === 0 ? '\n' : '\r\n')).join(''));
  add('newline', 'mixed-three', lines.map((line, i) => line + ['\n', '\r\n', '\r'][i % 3]).join(''));
  add('newline', 'none-at-end', lines.join('\n'));
  add('newline', 'two-at-end', `${joined(lines)}\n`);
  add('newline', 'many-at-end', `${joined(lines)}\n\n\n\n`);
  add(
    'spaces',
    'before-quotes',
    joined(
      [clean.header, ...clean.rows].map((row) => row.map((cell) => cellText(cell, { all: true })).join(', ')),
    ),
  );
}

const words = {
  cp949: ['서울특별시', '부산광역시', '대구', '인천', '광주', '똠방각하', '펲시', '제주도'],
  'shift-jis': ['東京都', '大阪府', '名古屋', 'カタカナ', 'ひらがな', '横浜', '神戸', '京都'],
  gb18030: ['北京市', '上海市', '广州', '深圳', '成都', '重庆', '天津', '杭州'],
  big5: ['臺北市', '高雄市', '臺中', '臺南', '新竹', '嘉義', '花蓮', '宜蘭'],
  windows1252: [
    'Zürich',
    'Genève',
    'Málaga',
    'São Paulo',
    'Ærø',
    'Köln',
    'Nîmes',
    'Łódź'.normalize('NFD').replace(/[^ -~]/g, ''),
  ],
};

function addEncodings(add, clean) {
  for (const [encoding, places] of Object.entries(words)) {
    const local = {
      header: [...clean.header, encoding === 'windows1252' ? 'ville, région' : places[0]],
      rows: clean.rows.map((row, i) => [...row.map(plain), places[i % places.length]]),
    };
    for (const delimiter of [',', ';', '\t'])
      add(
        'encoding',
        `${encoding}-${nameOf(delimiter)}`,
        iconv.encode(joined(linesOf(local, { delimiter })), encoding),
        local,
      );
    add('encoding', `${encoding}-as-utf-8`, joined(linesOf(local)), local);
  }
  const text = joined(linesOf(clean));
  add('encoding', 'utf-8-mark', `\uFEFF${text}`);
  add('encoding', 'utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true }));
  add('encoding', 'utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true }));
  add('encoding', 'utf-16le-without-mark', iconv.encode(text, 'utf-16le', { addBOM: false }));
  add('encoding', 'utf-16be-without-mark', iconv.encode(text, 'utf-16be', { addBOM: false }));
  add('compression', 'gzip', gzipSync(utf8(text)));
  add('compression', 'zip', zipOf('folder/table.csv', utf8(text)));
}

/** A text of ASCII alone, which every encoding has. */
const plain = (text) => text.replace(/[^\n -~]/g, 'e');

function addHeaders(add, clean) {
  const { header, rows } = clean;
  const body = rows.map((row) => lineText(row, {}));
  add('header', 'missing', joined(body), { header: null, rows });
  add('header', 'quoted', joined([lineText(header, { all: true }), ...body]));
  add(
    'header',
    'upper',
    joined([
      lineText(
        header.map((name) => name.toUpperCase()),
        {},
      ),
      ...body,
    ]),
    {
      header: header.map((name) => name.toUpperCase()),
      rows,
    },
  );
  const units = header.map((_, i) => `(u${String.fromCharCode(97 + (i % 26))})`);
  const two = header.map((name, i) => `${name} ${units[i]}`);
  add('header', 'two-rows', joined([lineText(header, {}), lineText(units, {}), ...body]), {
    header: two,
    rows,
  });
  const notes = header.map(() => 'measured');
  const three = two.map((name) => `${name} measured`);
  add(
    'header',
    'three-rows',
    joined([lineText(header, {}), lineText(units, {}), lineText(notes, {}), ...body]),
    { header: three, rows },
  );
}

function addAround(add, clean) {
  const lines = linesOf(clean);
  const width = clean.header.length;
  const preambles = {
    title: ['Table of figures'],
    'title-blank': ['Table of figures', ''],
    'three-lines': ['Export of 2021-03-04', 'Made by: the office', 'All rights reserved'],
    'three-lines-blank': ['Export of 2021-03-04', 'Made by: the office', '', ''],
    prose: [
      'This table was exported from the archive, see the notes below.',
      'Figures may change, without notice.',
    ],
    'title-with-delimiters': [`Table of figures${','.repeat(width - 1)}`],
    'keys-and-values': ['Station,Main office', 'Date,2021-03-04', ''],
    comments: ['# made by a program', '# version 2, revised'],
    quoted: ['"Table of figures, all in one"'],
  };
  for (const [what, above] of Object.entries(preambles)) {
    if (width <= 3 && what === 'keys-and-values') continue;
    add('preamble', what, joined([...above, ...lines]));
  }
  add('preamble', 'title-semicolon', joined(['Table of figures', '', ...linesOf(clean, { delimiter: ';' })]));
  add(
    'preamble',
    'title-tab',
    joined(['Table of figures, complete', ...linesOf(clean, { delimiter: '\t' })]),
  );
  const footers = {
    note: ['Source: the office'],
    'blank-note': ['', 'Source: the office, 2021'],
    'two-notes': ['', 'Note: preliminary figures', 'Source: the office'],
    total: [['Total', ...clean.header.slice(2).map(() => ''), '123'].join(',')],
    'total-and-note': [['Total', ...clean.header.slice(2).map(() => ''), '123'].join(','), '', '* estimated'],
    'empty-rows': [','.repeat(width - 1), ','.repeat(width - 1)],
  };
  for (const [what, below] of Object.entries(footers)) add('footer', what, joined([...lines, ...below]));
  add('footer', 'preamble-and-note', joined(['Table of figures', '', ...lines, '', 'Source: the office']));
}

function addEmpty(add, clean) {
  const { header, rows } = clean;
  add('empty', 'file', '', { header: [], rows: [] });
  add('empty', 'blank-lines', '\n\n\n', { header: [], rows: [] });
  add('empty', 'header-only', joined([lineText(header, {})]), { header, rows: [] });
  add('empty', 'header-only-without-end', lineText(header, {}), { header, rows: [] });
  for (const one of rows.slice(0, 3))
    add('empty', `one-row-${rows.indexOf(one)}`, joined([lineText(header, {}), lineText(one, {})]), {
      header,
      rows: [one],
    });
  const blank =
    joined(linesOf({ header, rows: rows.slice(0, 4) })) +
    '\n\n' +
    joined(rows.slice(4).map((row) => lineText(row, {})));
  add('empty', 'blank-lines-within', blank);
  const gap = header.map(() => '');
  const gapped = [...rows.slice(0, 3), gap, ...rows.slice(3)];
  add('empty', 'row-within', joined(linesOf({ header, rows: gapped })), { header, rows: gapped });
  for (const at of [0, Math.floor(header.length / 2), header.length]) {
    const insert = (row, text) => [...row.slice(0, at), text, ...row.slice(at)];
    const wide = { header: insert(header, 'nothing'), rows: rows.map((row) => insert(row, '')) };
    add('empty', `column-${at}`, joined(linesOf(wide)), wide);
  }
}

function addComments(add, clean) {
  const lines = linesOf(clean);
  for (const sign of ['#', '//', '%', ';']) {
    for (const text of [' a note', ' a note, with two, commas', 'edited']) {
      const note = sign + text;
      add(
        'comment',
        `${nameOf(sign)}-within-${text.length}`,
        joined([...lines.slice(0, 3), note, ...lines.slice(3, 6), note, ...lines.slice(6)]),
      );
    }
    add(
      'comment',
      `${nameOf(sign)}-top-and-within`,
      joined([`${sign} made by a program`, ...lines.slice(0, 4), `${sign} here, too`, ...lines.slice(4)]),
    );
  }
}

function addNames(add, clean) {
  const { rows } = clean;
  const change = (changes) => clean.header.map((name, i) => changes[i] ?? name);
  const last = clean.header.length - 1;
  for (const [what, header] of [
    ['duplicate', change({ [last]: clean.header[0] })],
    ['all-alike', change({ [last]: clean.header[0], 1: clean.header[0] })],
    ['empty-first', change({ 0: '' })],
    ['empty-within', change({ 1: '' })],
    ['spaced', clean.header.map((name) => name.replaceAll('_', ' '))],
    ['long', clean.header.map((name) => `${name} of the object that was looked at, in full`)],
  ])
    add('names', what, joined(linesOf({ header, rows })), { header, rows });
}

function addTrailing(add, clean) {
  const lines = linesOf(clean);
  add('trailing', 'all-lines', joined(lines.map((line) => `${line},`)));
  add('trailing', 'rows-only', joined(lines.map((line, i) => (i === 0 ? line : `${line},`))));
  add('trailing', 'semicolon', joined(linesOf(clean, { delimiter: ';' }).map((line) => `${line};`)));
}

/** A second table below the first: its rows are rows, whatever their length. */
function addTables(add, clean) {
  const { header, rows } = clean;
  const below = {
    same: [header, ...rows.slice(0, 5)],
    fewer: [header, ...rows.slice(0, 5)].map((row) => row.slice(0, -1)),
    more: [header, ...rows.slice(0, 5)].map((row) => [...row, 'x']),
  };
  const fill = (row) => [...row, ...header.slice(row.length).map(() => '')];
  for (const [what, table] of Object.entries(below)) {
    const text = joined(linesOf(clean)) + joined(table.map((row) => lineText(row, {})));
    add('tables', what, text, { header, rows: [...rows, ...table.map(fill)] });
  }
}

/** Pollutions of the row at one place. */
function addRow(add, clean, at) {
  const { header, rows } = clean;
  const row = rows[at];
  const lines = linesOf(clean);
  const put = (line) => joined(lines.map((other, i) => (i === at + 1 ? line : other)));
  const expect = (cells) => ({ header, rows: rows.map((other, i) => (i === at ? cells : other)) });
  const filled = (cells) => [...cells, ...header.slice(cells.length).map(() => '')];
  const middle = Math.floor(row.length / 2);
  const quotedAt = (column) => cellText(row[column], {}) !== row[column];
  if (row.length > 2)
    add('ragged', `short-${at}`, put(lineText(row.slice(0, -1), {})), expect(filled(row.slice(0, -1))));
  const merged = row.findIndex(
    (cell, i) => i > 0 && i + 1 < row.length && cell !== '' && !quotedAt(i) && !quotedAt(i + 1),
  );
  if (merged > 0) {
    const cells = [...row.slice(0, merged), row[merged] + row[merged + 1], ...row.slice(merged + 2)];
    add('ragged', `less-separators-${at}`, put(lineText(cells, {})), clean);
  }
  for (const column of [1, middle, row.length - 1]) {
    const cells = [...row.slice(0, column), '', ...row.slice(column)];
    add('ragged', `more-separators-${at}-${column}`, put(lineText(cells, {})), clean);
  }
  add(
    'ragged',
    `long-${at}`,
    put(lineText([...row, 'more', 'yet more'], {})),
    expect([...row, 'more', 'yet more']),
  );
  for (const delimiter of [';', '\t', '|']) {
    if (row.some((cell) => cell.includes(delimiter) && !quotedAt(row.indexOf(cell)))) continue;
    add('row-delimiter', `${nameOf(delimiter)}-${at}`, put(lineText(row, { delimiter })), clean);
  }
  addStrayQuotes(add, row, at, put, expect);
  addQuotesInQuoted(add, row, at, put, expect);
  for (const newline of ['\r', '\r\n'])
    add(
      'row-newline',
      `${nameOf(newline)}-${at}`,
      lines.map((line, i) => line + (i === at + 1 ? newline : '\n')).join(''),
    );
}

function addStrayQuotes(add, row, at, put, expect) {
  const plainColumn = row.findIndex((cell) => cell !== '' && cellText(cell, {}) === cell);
  const last = row.length - 1;
  for (const column of new Set([plainColumn, last])) {
    if (column < 0 || row[column] === '' || cellText(row[column], {}) !== row[column]) continue;
    const cell = row[column];
    const half = Math.ceil(cell.length / 2);
    const ways = {
      opening: `"${cell}`,
      closing: `${cell}"`,
      within: `${cell.slice(0, half)}"${cell.slice(half)}`,
    };
    for (const [what, text] of Object.entries(ways)) {
      const line = row.map((other, i) => (i === column ? text : cellText(other, {}))).join(',');
      add(
        'row-quote',
        `${what}-${at}-${column}`,
        put(line),
        expect(row.map((other, i) => (i === column ? text : other))),
      );
    }
  }
}

/** A quote too many in a cell that is quoted because it holds a delimiter. */
function addQuotesInQuoted(add, row, at, put, expect) {
  const column = row.findIndex((cell) => cell.includes(',') && !/["\n]/.test(cell));
  if (column < 0) return;
  const cell = row[column];
  const ways = {
    opening: [`""${cell}"`, `"${cell}`],
    closing: [`"${cell}""`, `${cell}"`],
    within: [`"${cell.slice(0, 3)}"${cell.slice(3)}"`, `${cell.slice(0, 3)}"${cell.slice(3)}`],
  };
  for (const [what, [written, value]] of Object.entries(ways)) {
    const line = row.map((other, i) => (i === column ? written : cellText(other, {}))).join(',');
    add(
      'row-quote',
      `quoted-${what}-${at}`,
      put(line),
      expect(row.map((other, i) => (i === column ? value : other))),
    );
  }
}

/** A made-up table as shops export it, with all that has to be quoted. */
export function orders(count = 60) {
  const header = [
    'DATE',
    'TIME',
    'Qty',
    'PRODUCTID',
    'Price',
    'ProductType',
    'ProductDescription',
    'URL',
    'Comments',
  ];
  const types = ['Monitor', 'Keyboard', 'Desk lamp', 'Cable, USB', 'Chair'];
  const texts = [
    'A flat 24" screen, matte, with a stand that turns',
    'Mechanical keys, "quiet" kind; 105 of them',
    'Warm light\nTwo levels, dimmed by touch\nBulb included',
    '2 m long, plugs A and C',
    'Plain',
  ];
  const comments = ['', 'Customer said: "call before noon", twice', 'none', 'gift, wrapped', 'ok'];
  const rows = Array.from({ length: count }, (_, i) => [
    `${String((i % 28) + 1).padStart(2, '0')}/0${(i % 9) + 1}/2019`,
    `${String(8 + (i % 11)).padStart(2, '0')}:${String((i * 7) % 60).padStart(2, '0')}`,
    String((i % 4) + 1),
    `P-${1000 + ((i * 37) % 900)}`,
    (9.99 + ((i * 13) % 400)).toFixed(2),
    types[i % 5],
    texts[i % 5],
    `http://shop.example/item?id=${1000 + i}&ref=a,b`,
    comments[(i * 3) % 5],
  ]);
  return { name: 'orders', header, rows };
}
