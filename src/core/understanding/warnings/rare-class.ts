// A class with so few rows that it cannot be learned and judged.
import { exampleFacts } from '../example';
import { defineWarning, evidence, listed, mend } from '../warning';

/** With fewer rows no part of a split has more than one or two. */
const LEAST_ROWS = 10;

export const rareClass = defineWarning({
  id: 'rare-class',
  title: 'A class has very few rows',
  why: 'Of a class with a handful of rows one or two are left for the test, and a figure from two rows is a coin toss. Join it with another class, collect more rows, or judge by cross-validation.',
  needs: ['recipe', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      target: {
        ...exampleFacts.target,
        classes: [...exampleFacts.target.classes, { name: 'maybe', count: 4 }],
      },
    },
    miss: exampleFacts,
  },
  judge({ recipe, target }) {
    const rare = target.classes.filter(({ count }) => count < LEAST_ROWS).sort((a, b) => a.count - b.count);
    const [first] = rare;
    if (!first) return null;
    return {
      severity: 'warning',
      text: `${listed(rare.map(({ name }) => name))} of "${target.name}" ${rare.length === 1 ? 'has' : 'have'} fewer than ${LEAST_ROWS} rows (${rare.length === 1 ? '' : 'the rarest '}${first.count}): too few to learn from and to judge by.`,
      columns: [target.name],
      evidence: evidence({ classes: rare.length, smallest: first.count }),
      ...mend(recipe, {
        remedy: 'Give every part the same mix of classes',
        changes: { split: 'stratified' },
      }),
    };
  },
});
