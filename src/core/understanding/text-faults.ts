// What is wrong with the texts of a category column: several spellings of one thing, words among numbers.
import type { CategoryColumn } from '../table';

export interface Variants {
  /** Spellings that differ by case or spaces alone, the most frequent first. */
  spellings: string[];
  /** Rows with another spelling than the most frequent one. */
  rows: number;
}

export interface TextFaults {
  variants: readonly Variants[];
  /** Rows whose text is a number, where others are not; and the others, the most frequent first, with their rows. */
  numbers: { rows: number; known: number; others: readonly { text: string; rows: number }[] };
}

const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d+)(?:e[+-]?\d+)?\s*%?$/i;
const MOST_OTHERS = 20;

/** `counts` are the rows of each category. */
export function findTextFaults({ categories }: CategoryColumn, counts: Int32Array): TextFaults {
  const bySense = new Map<string, number[]>();
  const others: number[] = [];
  let numbers = 0;
  let known = 0;
  categories.forEach((text, code) => {
    const count = counts[code] as number;
    if (count === 0) return;
    known += count;
    if (numberText.test(text.trim())) numbers += count;
    else others.push(code);
    const sense = text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
    const codes = bySense.get(sense);
    if (codes) codes.push(code);
    else bySense.set(sense, [code]);
  });
  const byCount = (a: number, b: number) => (counts[b] as number) - (counts[a] as number) || a - b;
  const variants = [...bySense.values()]
    .filter((codes) => codes.length > 1)
    .map((codes) => {
      const sorted = codes.sort(byCount);
      return {
        spellings: sorted.map((code) => categories[code] as string),
        rows: sorted.slice(1).reduce((sum, code) => sum + (counts[code] as number), 0),
      };
    });
  return {
    variants: variants.sort((a, b) => b.rows - a.rows),
    numbers: {
      rows: numbers,
      known,
      others: others
        .sort(byCount)
        .slice(0, MOST_OTHERS)
        .map((code) => ({ text: categories[code] as string, rows: counts[code] as number })),
    },
  };
}
