// A feature that is the target in another spelling or unit.
import { exampleAssociation, exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

/** A correlation that no measurement reaches, but another unit or a rank does. */
const LEAST = 0.9999;
const LEAST_ROWS = 20;

export const targetCopy = defineWarning({
  id: 'target-copy',
  title: 'A column is a copy of the target',
  why: 'A feature that is the target in another unit, rounding or spelling makes every figure look perfect and is not there for new rows (Kaufman et al. 2012, "Leakage in data mining").',
  needs: ['recipe', 'columns', 'target'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleColumn('a'),
        exampleColumn(
          'dollars',
          {},
          { association: exampleAssociation('dollars', { spearman: 1, strength: 1 }) },
        ),
      ],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns, target }) {
    const found = columns.flatMap(({ association, profile }) => {
      if (!association || association.rows < LEAST_ROWS) return [];
      const { pearson, spearman, cramersV, strength } = association;
      const same = [pearson, spearman, cramersV].some((value) => Math.abs(value ?? 0) >= LEAST);
      // With two values a perfect V is a copy; with as many texts as rows it is chance.
      const counted = cramersV === null || profile.distinct <= 2 * Math.max(2, target.classes.length);
      return same && counted ? [{ name: profile.name, strength }] : [];
    });
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ name }) => name);
    return {
      severity: 'warning',
      text: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} "${target.name}" in other words: the association is ${first.strength.toFixed(4)}. If ${names.length === 1 ? 'it is' : 'they are'} not known when a prediction is wanted, the model learns nothing of use.`,
      columns: names,
      evidence: evidence({ association: first.strength }),
      ...mend(recipe, ignoring(recipe, names)),
    };
  },
});
