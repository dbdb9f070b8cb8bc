// A column that names its row says nothing about new rows, and a network can learn it by heart.
import { exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

export const idColumn = defineWarning({
  id: 'id-column',
  title: 'A column names the rows',
  why: 'A value that is different in every row cannot come up again in new rows. Numbers that count the rows can even betray the order in which they were collected.',
  needs: ['recipe', 'columns'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [exampleColumn('customer_id', { kind: 'id', evidence: 'All 1,000 differ.' })],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns }) {
    const found = columns.filter(({ profile }) => profile.kind === 'id').map(({ profile }) => profile);
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ name }) => name);
    return {
      severity: 'warning',
      text: `${listed(names)} ${names.length === 1 ? 'names' : 'name'} the rows: ${found.length === 1 ? '' : `in "${first.name}" `}${first.evidence.charAt(0).toLowerCase()}${first.evidence.slice(1)} The model cannot use that for new rows.`,
      columns: names,
      evidence: evidence({ distinct: first.distinct, missing: first.missing }),
      ...mend(
        recipe,
        {
          remedy: names.length === 1 ? `Take "${names[0]}" as a row name` : 'Take them as row names',
          changes: { 'data.id': [...recipe.data.id, ...names] },
        },
        ignoring(recipe, names),
      ),
    };
  },
});
