// Short runs of characters.
import { z } from 'zod';
import { countingParams } from './counting-params';
import { hashedCounts } from './hashed-counts';
import { defineText } from './text';

/** All runs of characters, of each length from the shortest to the longest. */
function runs(text: string, shortest: number, longest: number): string[] {
  const characters = Array.from(text);
  const found: string[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (let i = 0; i + length <= characters.length; i++)
      found.push(characters.slice(i, i + length).join(''));
  }
  return found;
}

/** The same within each word, with a space before and behind it; a word shorter than a run counts once. */
function runsInWords(text: string, shortest: number, longest: number): string[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const size = Array.from(word).length + 2;
      return size < shortest ? [` ${word} `] : runs(` ${word} `, shortest, Math.min(longest, size));
    });
}

export const characters = defineText({
  kind: 'characters',
  title: 'Characters',
  help: 'Counts short runs of characters in columns chosen by a hash: bears spelling mistakes, and languages without spaces. A model with such columns cannot be exported.',
  source: "sklearn.feature_extraction.text.HashingVectorizer(analyzer='char', 'char_wb')",
  params: {
    ...countingParams,
    shortest: z.number().int().min(1).max(8).default(2).meta({
      title: 'Shortest run',
      help: 'Fewest characters of a piece.',
      unit: 'characters',
    }),
    longest: z.number().int().min(1).max(8).default(4).meta({
      title: 'Longest run',
      help: 'Most characters of a piece.',
      unit: 'characters',
    }),
    withinWords: z.boolean().default(false).meta({
      title: 'Within words',
      help: 'Whether runs end at the ends of words.',
    }),
  },
  check: ({ shortest, longest }) =>
    longest >= shortest
      ? null
      : { field: 'longest', message: `must be at least the shortest run, ${shortest}` },
  create({ shortest, longest, withinWords, lowercase, ...counting }) {
    const split = (text: string) =>
      withinWords
        ? runsInWords(text, shortest, longest)
        : runs(text.replace(/\s\s+/gu, ' '), shortest, longest);
    return hashedCounts((text) => split(lowercase ? text.toLowerCase() : text), counting);
  },
});
