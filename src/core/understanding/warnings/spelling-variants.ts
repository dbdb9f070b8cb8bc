// One category is spelt in several ways.
import { exampleCategory, exampleFacts } from '../example';
import { defineWarning, evidence, listed } from '../warning';

export const spellingVariants = defineWarning({
  id: 'spelling-variants',
  title: 'One category in several spellings',
  why: 'To the model "Male", "male" and "male " are three categories, each with fewer rows to learn from.',
  needs: ['columns'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleCategory('sex', {
          texts: {
            variants: [{ spellings: ['male', 'Male', 'male '], rows: 40 }],
            numbers: { rows: 0, known: 1000, others: [] },
          },
        }),
      ],
    },
    miss: exampleFacts,
  },
  judge({ columns }) {
    const found = columns.flatMap(({ profile, texts }) =>
      texts && texts.variants.length > 0 && !['id', 'text'].includes(profile.kind)
        ? [{ name: profile.name, variants: texts.variants }]
        : [],
    );
    const [first] = found;
    const variant = first?.variants[0];
    if (!first || !variant) return null;
    const count = found.reduce((sum, { variants }) => sum + variants.length, 0);
    const rows = found.reduce(
      (sum, { variants }) => sum + variants.reduce((all, one) => all + one.rows, 0),
      0,
    );
    return {
      severity: 'warning',
      text: `In "${first.name}" ${listed(variant.spellings)} differ by capitals or spaces alone; in all ${count === 1 ? '1 category has' : `${count} categories have`} several spellings, in ${rows} rows. Give them one spelling in the file.`,
      columns: found.map(({ name }) => name),
      evidence: evidence({ categories: count, rows }),
      remedy: '',
      changes: {},
    };
  },
});
