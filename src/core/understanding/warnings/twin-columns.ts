// Two features say the same.
import { exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, mend } from '../warning';

const LEAST = 0.99;
const LEAST_ROWS = 30;

export const twinColumns = defineWarning({
  id: 'twin-columns',
  title: 'Two columns say the same',
  why: 'Columns that hardly differ, such as one length in two units, share their weight in the model: nothing is won by the second, and importances are split between both.',
  needs: ['recipe', 'pairs', 'columns'],
  examples: {
    hit: {
      ...exampleFacts,
      pairs: [{ columns: ['a', 'b'], measure: 'spearman', value: 0.999, pearson: 0.998, rows: 1000 }],
    },
    miss: exampleFacts,
  },
  judge({ recipe, pairs, columns }) {
    const twins = pairs.filter(
      ({ measure, value, pearson, rows }) =>
        measure !== 'correlation-ratio' &&
        rows >= LEAST_ROWS &&
        Math.max(Math.abs(value), Math.abs(pearson ?? 0)) > LEAST,
    );
    const [first] = twins;
    if (!first) return null;
    const strength = new Map(
      columns.map(({ profile, association }) => [profile.name, association?.strength ?? 0]),
    );
    const dropped = new Set<string>();
    // Of each pair the one that says less of the target goes, unless its twin has gone already.
    for (const {
      columns: [a, b],
    } of twins) {
      if (dropped.has(a) || dropped.has(b)) continue;
      dropped.add((strength.get(a) ?? 0) < (strength.get(b) ?? 0) ? a : b);
    }
    const [a, b] = first.columns;
    const more =
      twins.length > 1
        ? ` ${twins.length - 1} more ${twins.length === 2 ? 'pair does' : 'pairs do'} too.`
        : '';
    return {
      severity: 'notice',
      text: `"${a}" and "${b}" go together by ${Math.abs(first.value).toFixed(4)} of 1.${more} One of each pair is enough.`,
      columns: [...new Set(twins.flatMap((pair) => pair.columns))],
      evidence: evidence({ association: first.value, pairs: twins.length }),
      ...mend(recipe, ignoring(recipe, [...dropped])),
    };
  },
});
