// A column with one value, or with none, tells no row from another.
import { exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

export const constantColumn = defineWarning({
  id: 'constant-column',
  title: 'A column has one value only',
  why: 'What is the same in every row explains no difference. It costs inputs, and after scaling a rare other value in new rows would be huge.',
  needs: ['recipe', 'columns'],
  examples: {
    hit: { ...exampleFacts, columns: [exampleColumn('unit', { kind: 'constant', distinct: 1 })] },
    miss: exampleFacts,
  },
  judge({ recipe, columns }) {
    const found = columns.filter(({ profile }) => profile.kind === 'constant').map(({ profile }) => profile);
    if (found.length === 0) return null;
    const names = found.map(({ name }) => name);
    const empty = found.filter(({ distinct }) => distinct === 0).length;
    return {
      severity: 'notice',
      text: `${listed(names)} ${names.length === 1 ? 'has' : 'have'} ${empty === found.length ? 'no value in any row' : 'the same value in every row'}, so nothing can be learned from ${names.length === 1 ? 'it' : 'them'}.`,
      columns: names,
      evidence: evidence({ columns: found.length, empty }),
      ...mend(recipe, ignoring(recipe, names)),
    };
  },
});
