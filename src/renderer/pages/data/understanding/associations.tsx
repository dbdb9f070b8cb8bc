// The columns that go with the target, strongest first, and the pairs of columns that say nearly the same.
import type { Understanding } from '../../../../core/run/understanding';
import { formatFigure } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { Bars } from './bars';

const mostColumns = 12;
const mostPairs = 5;
/** Pairs as strong as this say nearly the same. */
const nearlySame = 0.9;

export function Associations({ known }: { known: Understanding }) {
  const { associations, pairs } = known;
  const left = associations.length - mostColumns;
  const close = pairs.strongest.filter(({ value }) => Math.abs(value) >= nearlySame).slice(0, mostPairs);
  return (
    <section className="associations" aria-labelledby="associations">
      <h2 id="associations">{text.understanding.associations}</h2>
      <Bars
        label={text.understanding.associations}
        help={text.understanding.strengthHelp}
        bars={associations.slice(0, mostColumns).map(({ column, strength, alone }) => ({
          name: column,
          share: strength,
          value: formatFigure(strength),
          beside: alone === null ? undefined : text.understanding.alone(formatFigure(alone)),
          besideHelp: alone === null ? undefined : text.understanding.aloneHelp,
        }))}
      />
      {left > 0 && <p className="quiet">{text.understanding.moreColumns(left)}</p>}
      {close.length > 0 && (
        <>
          <h3>{text.understanding.pairs}</h3>
          <Bars
            label={text.understanding.pairs}
            bars={close.map(({ columns: [one, other], value }) => ({
              name: `${one} · ${other}`,
              share: Math.abs(value),
              value: formatFigure(value),
            }))}
          />
        </>
      )}
    </section>
  );
}
