// Rows of the test file that are in the training file too.
import { percent } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import { defineWarning, evidence } from '../warning';
import { isSurprising } from './duplicate-rows';

const LEAST_SHARE = 0.005;
const LEAST_ROWS = 3;

export const sharedRows = defineWarning({
  id: 'shared-rows',
  title: 'Test rows were trained on',
  why: 'A test row that the model has seen in training says nothing about new rows (Barz and Denzler 2020, "Do we train on test data?").',
  needs: ['repeats'],
  examples: {
    hit: { ...exampleFacts, repeats: { ...exampleFacts.repeats, shared: { rows: 25, of: 250 } } },
    miss: { ...exampleFacts, repeats: { ...exampleFacts.repeats, shared: { rows: 0, of: 250 } } },
  },
  judge({ repeats }) {
    const { shared } = repeats;
    if (!shared || shared.rows < LEAST_ROWS || shared.rows < LEAST_SHARE * shared.of) return null;
    if (!isSurprising(repeats, shared.rows, shared.of * repeats.rows)) return null;
    return {
      severity: 'warning',
      text: `${shared.rows} of the ${shared.of} rows of the test file (${percent(shared.rows / shared.of)}) are in the training file too, the same in every column. Take them out of one of the files.`,
      columns: [],
      evidence: evidence({ rows: shared.rows, testRows: shared.of }),
      remedy: '',
      changes: {},
    };
  },
});
