// Several rows belong to one person or thing, and the split draws rows, not persons.
import { figure } from '../../diagnosis/wording';
import { isIdName } from '../column-kind';
import { exampleColumn, exampleFacts } from '../example';
import type { ColumnFacts } from '../facts';
import { defineWarning, evidence, mend } from '../warning';

const entity =
  /(?:^|[\s_.-])(?:patient|subject|person|participant|respondent|customer|client|user|member|household|family|student|pupil|employee|driver|player|animal|device|machine|sensor|account|speaker|writer|donor|mouse|rat|recording)(?:$|[\s_.-]?(?:id|no|nr|name|key|code|number)?$)/i;
const code = /^[A-Za-z]{0,5}[-_ ]?\d{2,}$/;

const LEAST_GROUPS = 5;
const LEAST_ROWS_PER_GROUP = 1.5;
/** Stretches of rows with one value, per value: near 1 where the rows of a group stand together. */
const MOST_RUNS = 1.5;
const LEAST_CODE_GROUPS = 20;

const words = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');

/** By name, or as codes that stand together in the file. */
function isGroup({ profile, sampled, texts }: ColumnFacts): boolean {
  const { kind, name, distinct } = profile;
  if (kind === 'constant' || kind === 'text' || kind === 'date' || kind === 'boolean') return false;
  if (distinct < LEAST_GROUPS || sampled.known < LEAST_ROWS_PER_GROUP * sampled.distinct) return false;
  if (isIdName(name) || entity.test(words(name))) return true;
  const examples = profile.top.map(({ value }) => value);
  const codes = texts !== null && examples.length > 0 && examples.every((text) => code.test(text.trim()));
  return codes && distinct >= LEAST_CODE_GROUPS && sampled.runs <= MOST_RUNS * sampled.distinct;
}

export const repeatedGroup = defineWarning({
  id: 'repeated-group',
  title: 'Several rows belong together',
  why: 'With rows of one patient in training and test the model recognizes the patient instead of the illness, and the test figures are too good for new patients. A split by group keeps them apart.',
  needs: ['recipe', 'columns', 'rows'],
  examples: {
    hit: {
      ...exampleFacts,
      columns: [
        exampleColumn(
          'patient_id',
          { type: 'category', distinct: 120 },
          { sampled: { known: 1000, distinct: 120, runs: 120 } },
        ),
      ],
    },
    miss: exampleFacts,
  },
  judge({ recipe, columns, rows }) {
    if (recipe.data.group !== '' && recipe.split.kind !== 'random' && recipe.split.kind !== 'stratified')
      return null;
    const [first] = columns.filter(isGroup).sort((a, b) => b.profile.distinct - a.profile.distinct);
    if (!first) return null;
    const { name, distinct, missing } = first.profile;
    const each = (rows - missing) / distinct;
    return {
      severity: 'warning',
      text: `"${name}" has ${distinct} values with ${figure(each)} rows each on average, so rows repeat the same ${words(name).replace(/[_.-]/g, ' ').toLowerCase()}. A split at random puts rows of one into training and test.`,
      columns: [name],
      evidence: evidence({ groups: distinct, rowsPerGroup: each, runs: first.sampled.runs }),
      ...mend(
        recipe,
        { remedy: `Split by "${name}"`, changes: { 'data.group': name, split: 'group' } },
        { remedy: `Keep rows of one "${name}" together`, changes: { 'data.group': name } },
      ),
    };
  },
});
