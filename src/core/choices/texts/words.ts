// Words and short runs of words.
import { z } from 'zod';
import { countingParams } from './counting-params';
import { hashedCounts } from './hashed-counts';
import { defineText } from './text';

// Letters and digits, two at the least, as scikit-learn's token pattern has it.
const WORD = /[\p{L}\p{N}_]{2,}/gu;

/** All runs of up to so many words. */
function runs(words: readonly string[], longest: number): string[] {
  const found: string[] = [];
  for (let length = 1; length <= longest; length++) {
    for (let i = 0; i + length <= words.length; i++) found.push(words.slice(i, i + length).join(' '));
  }
  return found;
}

export const words = defineText({
  kind: 'words',
  title: 'Words',
  help: 'Counts the words of a text, and runs of words, in columns chosen by a hash. A model with such columns cannot be exported.',
  source: "sklearn.feature_extraction.text.HashingVectorizer(analyzer='word')",
  params: {
    ...countingParams,
    longest: z.number().int().min(1).max(5).default(2).meta({
      title: 'Longest run',
      help: 'Most words that are counted as one piece.',
      unit: 'words',
    }),
  },
  create: ({ longest, lowercase, ...counting }) =>
    hashedCounts(
      (text) => runs((lowercase ? text.toLowerCase() : text).match(WORD) ?? [], longest),
      counting,
    ),
});
