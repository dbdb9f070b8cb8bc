// A column of numbers became text because of a few words in it.
import { percent } from '../../diagnosis/wording';
import { exampleCategory, exampleFacts } from '../example';
import { defineWarning, evidence, listed, mend } from '../warning';

const LEAST_NUMBERS = 0.8;
const LEAST_ROWS = 10;
const MOST_WORDS = 20;

export const mixedColumn = defineWarning({
  id: 'mixed-column',
  title: 'Words among numbers',
  why: 'One "unknown" in a column of numbers makes all of it text, and then 1 and 2 are as different as 1 and 1000.',
  needs: ['recipe', 'columns'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleCategory('age', {
          texts: {
            variants: [],
            numbers: { rows: 970, known: 1000, others: [{ text: 'unknown', rows: 30 }] },
          },
        }),
      ],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns }) {
    const found = columns.flatMap(({ profile, texts }) => {
      if (!texts || profile.kind === 'id') return [];
      const { rows, known, others } = texts.numbers;
      return known >= LEAST_ROWS && rows < known && rows >= LEAST_NUMBERS * known
        ? [{ profile, others, rows, known }]
        : [];
    });
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ profile }) => profile.name);
    const words = [...new Set(found.flatMap(({ others }) => others.map(({ text }) => text.trim())))];
    const missing = recipe.data.dialect?.missing ?? [];
    return {
      severity: 'warning',
      text: `${percent(first.rows / first.known)} of the values of "${first.profile.name}" are numbers, but it is read as text because of ${listed(first.others.map(({ text }) => text))}${found.length > 1 ? `; so ${found.length === 2 ? 'is' : 'are'} ${listed(names.slice(1))}` : ''}. If ${words.length === 1 ? 'that means' : 'those mean'} "missing", say so.`,
      columns: names,
      evidence: evidence({ numbers: first.rows, known: first.known, words: words.length }),
      ...mend(
        recipe,
        ...(words.length <= MOST_WORDS
          ? [
              {
                remedy: `Read ${listed(words)} as missing`,
                changes: { 'data.dialect.missing': [...missing, ...words] },
              },
            ]
          : []),
      ),
    };
  },
});
