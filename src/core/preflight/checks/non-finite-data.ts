// Values that are not numbers: one of them in a batch makes every weight useless.
import { count } from '../../diagnosis/wording';
import { defineCheck, green } from '../check';
import { exampleSignals } from '../example';

export const nonFiniteData = defineCheck({
  id: 'non-finite-data',
  title: 'Every prepared value is a number',
  failureTitle: 'Prepared values are not finite',
  why: 'A single NaN or infinity among the inputs or targets makes the loss and, one step later, every weight NaN.',
  needs: ['inputs'],
  examples: {
    hit: { inputs: { ...exampleSignals.inputs, notFinite: 3, notFiniteColumn: 'income' } },
    miss: exampleSignals,
  },
  judge({ inputs: { notFinite, notFiniteColumn, rows } }) {
    const figures = { notFinite, rows };
    if (notFinite === 0) return green(`All values of ${count(rows, 'row')} are finite.`, figures);
    const where =
      notFiniteColumn === null ? 'among the targets' : `in the prepared column "${notFiniteColumn}"`;
    return {
      light: 'red',
      explanation: `${count(notFinite, 'value')} of the training rows are not finite, the first ${where}. The loss will not be a number from the first step that meets one.`,
      figures,
      remedies: [],
    };
  },
});
