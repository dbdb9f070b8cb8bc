// The texts of a category column with how often each comes up.
import type { CategoryColumn } from '../table';
import { isFreeText, type KindFacts } from './column-kind';

const MOST_EXAMPLES = 100;

/** Texts of a column in the order of their frequency, and the averages that tell free text from classes. */
export interface CategoryTexts extends Pick<KindFacts, 'known' | 'distinct' | 'meanLength' | 'meanWords'> {
  /** Number of rows of each category. */
  counts: Int32Array;
  /** At most a hundred of the most frequent texts. */
  examples: readonly string[];
}

/** One pass over the codes and one over the categories. */
export function categoryTexts({ codes, categories }: CategoryColumn): CategoryTexts {
  const counts = new Int32Array(categories.length);
  let known = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code < 0) continue;
    known++;
    counts[code] = (counts[code] as number) + 1;
  }
  let characters = 0;
  let words = 0;
  let distinct = 0;
  for (const [code, text] of categories.entries()) {
    const count = counts[code] as number;
    if (count === 0) continue;
    distinct++;
    characters += count * text.length;
    words += count * countWords(text);
  }
  return {
    counts,
    known,
    distinct,
    meanLength: known > 0 ? characters / known : null,
    meanWords: known > 0 ? words / known : null,
    examples: mostFrequent(counts, MOST_EXAMPLES).map((code) => categories[code] as string),
  };
}

/** Codes of the most frequent categories, the most frequent first, ties in their order; without those that never come up. */
export function mostFrequent(counts: Int32Array, most: number): number[] {
  const floor = Math.max(1, countAtPlace(counts, most));
  const codes: number[] = [];
  for (let code = 0; code < counts.length; code++) if ((counts[code] as number) >= floor) codes.push(code);
  return codes.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b).slice(0, most);
}

/** The so-many-th largest count; 0 where there are fewer. */
function countAtPlace(counts: Int32Array, place: number): number {
  return counts.length < place ? 0 : (counts.slice().sort()[counts.length - place] as number);
}

/** Number of words of a text: what stands between spaces. */
export function countWords(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const space = text.charCodeAt(i) <= 32;
    if (!space && !inside) words++;
    inside = !space;
  }
  return words;
}

/** Whether a column that was read as categories holds free text, so that it is better read as text. */
export function holdsText(column: CategoryColumn): boolean {
  return isFreeText(categoryTexts(column));
}
