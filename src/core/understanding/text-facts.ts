// The figures of a column of free texts.
import { countWords } from './category-texts';
import type { KindFacts } from './column-kind';

export interface TextFacts extends Pick<KindFacts, 'known' | 'distinct' | 'meanLength' | 'meanWords'> {
  examples: readonly string[];
  /** Texts that come up more than once, the most frequent first. */
  top: { value: string; count: number }[];
}

/** One pass over the texts; '' is missing. */
export function textFacts(values: readonly string[], mostTop: number): TextFacts {
  const counts = new Map<string, number>();
  let known = 0;
  let characters = 0;
  let words = 0;
  for (const text of values) {
    if (text === '') continue;
    known++;
    characters += text.length;
    words += countWords(text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const repeated = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]);
  return {
    known,
    distinct: counts.size,
    meanLength: known > 0 ? characters / known : null,
    meanWords: known > 0 ? words / known : null,
    examples: [...counts.keys()].slice(0, mostTop),
    top: repeated.slice(0, mostTop).map(([value, count]) => ({ value, count })),
  };
}
