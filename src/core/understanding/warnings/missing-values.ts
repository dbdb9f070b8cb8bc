// A column is empty in most rows.
import { percent } from '../../diagnosis/wording';
import { exampleColumn, exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

const LEAST_SHARE = 0.5;
/** Of a column with fewer values little can be learned. */
const IDLE_SHARE = 0.95;
/** Unless the gaps themselves say something about the target. */
const MOST_TELLING = 0.1;

export const missingValues = defineWarning({
  id: 'missing-values',
  title: 'A column is mostly empty',
  why: 'What stands in for a missing value is invented. With an indicator the model at least sees which values are real (van Buuren 2018, "Flexible imputation of missing data").',
  needs: ['recipe', 'columns', 'rows'],
  examples: {
    hit: { ...exampleFacts, columns: [exampleColumn('cabin', { missing: 980 })] },
    miss: exampleFacts,
  },
  judge({ recipe, columns, rows }) {
    const found = columns
      .filter(({ profile }) => profile.kind !== 'constant' && profile.missing >= LEAST_SHARE * rows)
      .sort((a, b) => b.profile.missing - a.profile.missing);
    const [first] = found;
    if (!first) return null;
    const names = found.map(({ profile }) => profile.name);
    const share = first.profile.missing / rows;
    const idle = found.filter(
      ({ profile, missingTells }) => profile.missing >= IDLE_SHARE * rows && missingTells < MOST_TELLING,
    );
    return {
      severity: 'notice',
      text: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} mostly empty: ${percent(share)} of ${names.length === 1 ? 'its' : `"${first.profile.name}"'s`} values are missing. Whether there is a value goes with the target by ${first.missingTells.toFixed(2)} of 1.`,
      columns: names,
      evidence: evidence({ missingShare: share, missingTells: first.missingTells }),
      ...mend(
        recipe,
        ...(idle.length > 0
          ? [
              ignoring(
                recipe,
                idle.map(({ profile }) => profile.name),
              ),
            ]
          : []),
        { remedy: 'Mark which values are real', changes: { 'prepare.indicator': true } },
      ),
    };
  },
});
