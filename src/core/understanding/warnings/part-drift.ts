// The rows of the test file come from elsewhere than the training rows.
import { figure } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import { defineWarning, evidence, ignoring, listed, mend } from '../warning';

const MOST_P = 0.005;
const LEAST_AREA = 0.6;
/** A column that alone tells the files apart so well is named; one that does so almost surely is better ignored. */
const LEAST_COLUMN_AREA = 0.58;
const TELLTALE_AREA = 0.75;
const MOST_STRENGTH = 0.3;

export const partDrift = defineWarning({
  id: 'part-drift',
  title: 'The test file differs from the training file',
  why: 'If a classifier can tell the two files apart, the test figures speak of other rows than those that were learned from (Lopez-Paz and Oquab 2017, arXiv 1610.06545).',
  needs: ['recipe', 'drift', 'columns'],
  examples: {
    hit: {
      ...exampleFacts,
      drift: {
        ...{ area: 0.93, pValue: 0.0005, rows: 1000 },
        columns: [
          { name: 'a', area: 0.92 },
          { name: 'b', area: 0.51 },
        ],
      },
    },
    miss: exampleFacts,
  },
  judge({ recipe, drift, columns }) {
    if (!drift || drift.pValue > MOST_P || drift.area < LEAST_AREA) return null;
    const named = drift.columns.filter(({ area }) => area >= LEAST_COLUMN_AREA);
    const [first] = named;
    const strengths = new Map(
      columns.map(({ profile, association }) => [profile.name, association?.strength ?? 0]),
    );
    // A column that differs between the files and says little of the target costs more than it gives.
    const idle = named.filter(
      ({ name, area }) => area >= TELLTALE_AREA && (strengths.get(name) ?? 0) < MOST_STRENGTH,
    );
    const where = first
      ? ` It shows most in ${listed(named.map(({ name }) => name))} ("${first.name}" alone: ${figure(first.area)}).`
      : ' No single column shows it; it lies in many at once.';
    return {
      severity: drift.area >= TELLTALE_AREA ? 'warning' : 'notice',
      text: `A classifier tells rows of the test file from training rows with an area under the curve of ${figure(drift.area)} (0.5 is chance, p = ${figure(drift.pValue)}, ${drift.rows} held-out rows).${where}`,
      columns: named.map(({ name }) => name),
      evidence: evidence({ area: drift.area, pValue: drift.pValue, rows: drift.rows }),
      ...mend(
        recipe,
        ...(idle.length > 0
          ? [
              ignoring(
                recipe,
                idle.map(({ name }) => name),
              ),
            ]
          : []),
      ),
    };
  },
});
