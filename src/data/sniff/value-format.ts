// How numbers are written: the decimal sign and the sign between groups of three digits.
import type { Dialect } from '../../core/recipe/dialect';

type Format = Pick<Dialect, 'decimal' | 'thousands'>;

const strip = /^[-+(]?\s?[$€£¥₩₹]?\s?|\s?[%‰$€£¥₩₹]?\)?$/g;
const grouped = /^\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/;
const decimalOnly = /^\d*([.,])(\d+)(?:[eE][+-]?\d+)?$/;

/** The format that most of the unambiguous numbers of a table speak for, and how sure that is. */
export function findValueFormat(
  columns: readonly (readonly string[])[],
): Format & { confidence: number; why: string } {
  const votes = { '.': 0, ',': 0 };
  const groups = new Map<string, number>();
  for (const column of columns) {
    const found = votesOf(column);
    votes['.'] += found['.'];
    votes[','] += found[','];
    for (const [sign, count] of found.groups) groups.set(sign, (groups.get(sign) ?? 0) + count);
  }
  const decimal = votes[','] > votes['.'] ? ',' : '.';
  const total = votes[','] + votes['.'];
  const signs = [...groups].filter(([sign]) => sign !== decimal).sort((a, b) => b[1] - a[1]);
  const thousands = signs[0]?.[0] ?? '';
  const confidence = total === 0 ? 0.5 : Math.max(votes[','], votes['.']) / total;
  const why =
    total === 0
      ? 'No number in the sample has a fraction.'
      : `${Math.max(votes[','], votes['.'])} of ${total} telling numbers have it.`;
  return { decimal, thousands, confidence, why };
}

/** A column votes by those of its numbers that can be read in one way only. */
function votesOf(column: readonly string[]): { '.': number; ',': number; groups: Map<string, number> } {
  const votes = { '.': 0, ',': 0, groups: new Map<string, number>() };
  let unclear = 0;
  for (const text of column) {
    const number = text.trim().replace(strip, '');
    const group = grouped.exec(number);
    if (group) {
      const sign = (group[1] as string).replace(/[\u00a0\u202f]/, ' ').replace('’', "'");
      const several = number.split(group[1] as string).length > 2;
      if (group[2] === undefined && !several && (sign === ',' || sign === '.'))
        unclear += sign === ',' ? 1 : 0;
      else {
        if (group[2] === '.' || group[2] === ',') votes[group[2]]++;
        else if (sign === ',') votes['.']++;
        else if (sign === '.') votes[',']++;
        votes.groups.set(sign, (votes.groups.get(sign) ?? 0) + 1);
      }
      continue;
    }
    const simple = decimalOnly.exec(number);
    if (simple) votes[simple[1] as '.' | ',']++;
  }
  // Among numbers without any fraction a comma before three digits parts thousands.
  if (unclear > 0 && votes[','] === 0) votes.groups.set(',', (votes.groups.get(',') ?? 0) + unclear);
  return votes;
}
