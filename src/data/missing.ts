// How files spell a missing value.

/** Values that mean "missing" once spaces around them are gone; compared exactly. */
export const missingSpellings = [
  '',
  'NA',
  'N/A',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  '?',
  '.',
  '#N/A',
  '-',
] as const;

const spellings = new Set<string>(missingSpellings);

/** Whether a trimmed text stands for a missing value. */
export function isMissing(text: string): boolean {
  return spellings.has(text);
}
