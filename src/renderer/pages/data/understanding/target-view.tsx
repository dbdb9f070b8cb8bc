// How the target is distributed: rows of each class, or a histogram.
import type { TargetFacts } from '../../../../core/run/understanding';
import { formatCount, formatNumber, formatPercent } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { Histogram } from '../value-picture';
import { Bars } from './bars';

const mostClasses = 12;

export function TargetView({ target }: { target: TargetFacts }) {
  const { name, known, missing } = target;
  return (
    <section className="target-view" aria-labelledby="target-view">
      <h2 id="target-view">{text.understanding.target(name)}</h2>
      <p className="quiet">
        {text.understanding.targetFacts(formatCount(known), missing > 0 ? formatCount(missing) : null)}
      </p>
      {target.classes.length > 0 ? <Classes target={target} /> : <Numbers target={target} />}
    </section>
  );
}

function Classes({ target: { classes, known } }: { target: TargetFacts }) {
  const most = Math.max(1, ...classes.map(({ count }) => count));
  const left = classes.length - mostClasses;
  return (
    <>
      <Bars
        label={text.understanding.classes}
        bars={classes.slice(0, mostClasses).map(({ name, count }) => ({
          name,
          share: count / most,
          value: text.understanding.classShare(formatCount(count), formatPercent(count / Math.max(1, known))),
        }))}
      />
      {left > 0 && <p className="quiet">{text.understanding.moreClasses(formatCount(left))}</p>}
    </>
  );
}

function Numbers({ target }: { target: TargetFacts }) {
  const { histogram, minimum, maximum, mean, deviation, skewness } = target;
  return (
    <>
      {histogram.length > 0 && <Histogram bins={histogram} tall />}
      {minimum !== null && maximum !== null && (
        <div className="column-range">
          <span>{formatNumber(minimum)}</span>
          <span>{formatNumber(maximum)}</span>
        </div>
      )}
      {mean !== null && (
        <p className="quiet">
          {text.understanding.numberFacts(
            formatNumber(mean),
            formatNumber(deviation),
            formatNumber(skewness, 3),
          )}
        </p>
      )}
    </>
  );
}
