// Inputs that might as well be zeros: the columns say nothing, or do not arrive.
import { figure, plusMinus } from '../../diagnosis/wording';
import { defineCheck, green } from '../check';
import { exampleSignals } from '../example';

// Inputs that say nothing are learned by heart and make it worse than zeros do, so a gain of one standard error is enough.
const CERTAIN = 1;

export const unusedInputs = defineCheck({
  id: 'unused-inputs',
  title: 'The inputs help',
  failureTitle: 'The inputs do not help',
  why: 'A network that sees zeros can learn no more than the average target. If the real inputs do not beat that, they do not reach the network, are constant, or say nothing about the target (Karpathy, "A recipe for training neural networks").',
  needs: ['zeroed'],
  examples: {
    hit: { zeroed: { ...exampleSignals.zeroed, givenLoss: 0.7 } },
    miss: exampleSignals,
  },
  judge({ zeroed }) {
    if (!zeroed) return null;
    const { givenLoss, zeroedLoss, error, steps, rows } = zeroed;
    const gain = zeroedLoss - givenLoss;
    const figures = { givenLoss, zeroedLoss, gain, error, steps, rows };
    const compared = `After ${steps} steps the loss on ${rows} validation rows is ${figure(givenLoss)} with the inputs and ${figure(zeroedLoss)} with zeros in their place`;
    if (gain > CERTAIN * error && gain > 0) return green(`${compared}.`, figures);
    return {
      light: 'amber',
      explanation: `${compared}: no gain beyond the noise${plusMinus(error)}. The columns may say little about the target; look for a wrong target, rows that were mixed up, or a missing column.`,
      figures,
      remedies: [],
    };
  },
});
