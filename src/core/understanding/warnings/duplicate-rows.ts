// Rows that are exact copies of others.
import { percent } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import type { RepeatFacts } from '../repeats';
import { defineWarning, evidence, mend } from '../warning';

const LEAST_SHARE = 0.005;
const LEAST_ROWS = 3;
/** Where fewer rows are unique, the columns have so few values that rows are alike by chance. */
const LEAST_UNIQUE = 0.5;

/** Alike rows must be so many times more than independent columns would give, and so many more besides. */
const LEAST_EXCESS = 5;
const LEAST_PAIRS = 3;

/** Whether a number of alike pairs, out of all pairs, is more than chance gives, in a table whose rows mostly differ. */
export function isSurprising(
  { chance, detailed, uniqueShare }: Pick<RepeatFacts, 'chance' | 'detailed' | 'uniqueShare'>,
  pairs: number,
  of: number,
): boolean {
  return detailed && uniqueShare >= LEAST_UNIQUE && pairs >= LEAST_EXCESS * chance * of + LEAST_PAIRS;
}

/** The same for the rows of one table among themselves. */
export function hasSurprisingPairs(repeats: RepeatFacts): boolean {
  return isSurprising(repeats, repeats.pairs, (repeats.rows * (repeats.rows - 1)) / 2);
}

/** Whether the whole table seems to be there several times: every group has copies, and about the same number. */
function isTwofold({ duplicates: { rows, groups }, rows: all, detailed }: RepeatFacts): boolean {
  return detailed && groups >= 20 && rows + groups >= 0.99 * all && rows <= 4 * groups;
}

export const duplicateRows = defineWarning({
  id: 'duplicate-rows',
  title: 'Rows come up several times',
  why: 'A copy of a training row in the test part is recognized, not predicted, so the test figures are too good (Barz and Denzler 2020, "Do we train on test data?").',
  needs: ['recipe', 'repeats'],
  examples: {
    hit: {
      ...exampleFacts,
      repeats: {
        ...exampleFacts.repeats,
        ...{ duplicates: { rows: 80, groups: 60, examples: [[3, 17]] }, pairs: 110, uniqueShare: 0.86 },
      },
    },
    miss: exampleFacts,
  },
  judge({ recipe, repeats }) {
    const { rows, groups, examples } = repeats.duplicates;
    if (recipe.data.copies === 'drop') return null;
    if (rows < LEAST_ROWS || rows < LEAST_SHARE * repeats.rows) return null;
    if (!hasSurprisingPairs(repeats) && !isTwofold(repeats)) return null;
    const shown = (examples[0] ?? []).slice(0, 3).map((row) => row + 1);
    return {
      severity: 'warning',
      text: `${rows} rows (${percent(rows / repeats.rows)}) repeat another row in every column, in ${groups} groups; rows ${shown.join(' and ')} are the same, for instance. A split at random puts copies into training and test.`,
      columns: [],
      evidence: evidence({ rows, groups, uniqueShare: repeats.uniqueShare }),
      ...mend(recipe, { remedy: 'Leave out the copies', changes: { 'data.copies': 'drop' } }),
    };
  },
});
