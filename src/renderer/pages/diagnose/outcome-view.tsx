// The closing look at one part: which classes are taken for which, or predicted against actual values.
import type { Outcome } from '../../../core/run/outcome';
import { text } from '../../i18n/text';
import { ConfusionMatrix } from './confusion-matrix';
import { ConfusionList } from './confusion-list';
import { PredictedScatter } from './predicted-scatter';

/** A matrix with more classes than this is read as a list of its largest confusions. */
const mostClasses = 12;

export function OutcomeView({ outcome, target }: { outcome: Outcome; target: string }) {
  const part = text.parts[outcome.part];
  const title = outcome.kind === 'confusion' ? text.diagnose.confusion(part) : text.diagnose.scatter(part);
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome">{title}</h2>
      {outcome.kind === 'scatter' ? (
        <PredictedScatter outcome={outcome} target={target} />
      ) : outcome.classes.length <= mostClasses ? (
        <ConfusionMatrix outcome={outcome} />
      ) : (
        <ConfusionList outcome={outcome} />
      )}
    </section>
  );
}
