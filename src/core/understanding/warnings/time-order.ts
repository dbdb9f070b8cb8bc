// Rows near in time have like targets, and the split draws them at random.
import { figure } from '../../diagnosis/wording';
import { exampleFacts } from '../example';
import { defineWarning, evidence, mend } from '../warning';

const LEAST_LIKENESS = 0.25;
const LEAST_DRIFT = 0.3;
/** Standard errors from 0, each about 1/√rows. */
const LEAST_ERRORS = 5;

export const timeOrder = defineWarning({
  id: 'time-order',
  title: 'The rows follow one another in time',
  why: 'If neighbours in time have like targets, a random split puts the day before and the day after a test row into training, and the test figures are better than those for days to come (Bergmeir and Benítez 2012).',
  needs: ['recipe', 'times', 'target'],
  examples: {
    hit: { ...exampleFacts, times: [{ column: 'date', rows: 1000, likeness: 0.8, drift: 0.1 }] },
    miss: { ...exampleFacts, times: [{ column: 'date', rows: 1000, likeness: 0.02, drift: 0.04 }] },
  },
  judge({ recipe, times, target }) {
    if (!['stratified', 'random', 'k-fold'].includes(recipe.split.kind)) return null;
    const [first] = times
      .filter(({ rows, likeness, drift }) => {
        const errors = (value: number) => value * Math.sqrt(rows) >= LEAST_ERRORS;
        return (likeness >= LEAST_LIKENESS && errors(likeness)) || (drift >= LEAST_DRIFT && errors(drift));
      })
      .sort((a, b) => b.likeness - a.likeness);
    if (!first) return null;
    const { column, likeness, drift, rows } = first;
    return {
      severity: 'warning',
      text: `Sorted by "${column}", rows that follow one another have like values of "${target.name}" (${figure(likeness)} of 1), and its drift with time is ${figure(drift)} of 1. A split at random lets the model look into the future.`,
      columns: [column],
      evidence: evidence({ likeness, drift, rows }),
      ...mend(recipe, {
        remedy: 'Split by time: train on the past, test on what follows',
        changes: { 'data.time': column, split: 'time-ordered' },
      }),
    };
  },
});
