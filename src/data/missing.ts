// How files spell a missing value.

/** Values that mean "missing" once spaces around them are gone; compared exactly. */
export const missingSpellings = [
  '',
  'NA',
  'N/A',
  'n/a',
  '<NA>',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  '\\N',
  '?',
  '.',
  '-',
  '--',
  '(blank)',
  '#N/A',
  '#NA',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
] as const;

/** Those that most files keep to. */
export const usualSpellings = ['', 'NA', 'N/A', 'NaN', 'NULL', 'null'] as const;

/** Words that mean "missing" only where they stand now and then in a column of another kind; in lower case. */
const missingWords = new Set([
  ...[
    'missing',
    'unknown',
    'undefined',
    'unavailable',
    'not available',
    'not applicable',
    'no data',
    'none',
    'nil',
  ],
  ...[
    'na',
    'n.a.',
    'n.a',
    'nd',
    'n.d.',
    'n/d',
    'tbd',
    'tba',
    'void',
    'error',
    'err',
    '(null)',
    '<null>',
    'nul',
  ],
  ...[
    'k.a.',
    'k. a.',
    'keine angabe',
    'unbekannt',
    'fehlt',
    'inconnu',
    'manquant',
    'desconocido',
    's/d',
    'sin datos',
  ],
  ...[
    '없음',
    '미상',
    '결측',
    '해당없음',
    '불명',
    'なし',
    '不明',
    '欠損',
    '無',
    '无',
    '无数据',
    '缺失',
    '未知',
  ],
  ...['---', '----', '..', '...', '…', '—', '–', '*', '**', '***', '#', 'x', 'xx'],
]);

const spellings = new Set<string>(missingSpellings);

/** Whether a trimmed text stands for a missing value. */
export function isMissing(text: string): boolean {
  return spellings.has(text);
}

/** Whether a trimmed text that does not fit its column most likely means "missing". */
export function isMissingWord(text: string): boolean {
  return missingWords.has(text.toLowerCase());
}

/** The test of `isMissing` for a file that spells missing values in further ways, such as `-999`. */
export function missingTest(further: readonly string[]): (text: string) => boolean {
  if (further.length === 0) return isMissing;
  const all = new Set<string>([...missingSpellings, ...further.map((text) => text.trim())]);
  return (text) => all.has(text);
}

/** The numbers among further spellings: `-999` is missing as `-999.0` too. */
export function missingNumbers(further: readonly string[]): number[] {
  return further
    .filter((text) => text.trim() !== '')
    .map(Number)
    .filter((value) => !Number.isNaN(value));
}
