// What Hone understood of the table: what to take care of, the target, what goes with it, and rows that repeat.
import { useEffect } from 'react';
import type { Understanding } from '../../../../core/run/understanding';
import type { Recipe } from '../../../../core/recipe/recipe';
import { formatCount } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { isAboutSame } from '../../../state/understanding';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Empty } from '../../../ui/empty';
import { Failure } from '../../../ui/failure';
import { Meter } from '../../../ui/meter';
import { Associations } from './associations';
import { TargetView } from './target-view';
import { WarningCards } from './warning-cards';

export function UnderstandingPanel() {
  const { understanding, app, recipe } = useWorkspace();
  const state = useStore(understanding.store, (current) => current);
  const dataset = useStore(app, (current) => current.dataset);
  const present = useStore(recipe.store, (current) => current.present);
  // The first visit looks by itself; later ones when the person asks.
  useEffect(() => {
    if (state.state === 'none') void understanding.look();
  }, [state.state, understanding]);
  const outdated =
    state.state === 'done' && (state.dataset !== dataset || !isAboutSame(state.recipe, present));
  const known = state.understanding;
  return (
    <div className="understanding-panel" role="region" aria-label={text.data.views.understanding}>
      {state.state === 'running' ? <Looking /> : <LookBar outdated={outdated} first={!known} />}
      {state.error && <Failure error={state.error} />}
      {known && state.recipe ? (
        <Known known={known} about={state.recipe} />
      ) : (
        state.state !== 'running' && (
          <Empty icon="search" title={text.understanding.emptyTitle}>
            <p>{state.state === 'cancelled' ? text.understanding.cancelled : text.understanding.emptyText}</p>
          </Empty>
        )
      )}
    </div>
  );
}

function Looking() {
  const { app, understanding } = useWorkspace();
  const share = useStore(app, (state) => state.work?.share ?? null);
  return (
    <div className="draft-bar reading-meter" role="status">
      <p>{text.understanding.looking}</p>
      <Meter share={share} label={text.understanding.looking} />
      <Button size="small" onClick={() => void understanding.cancel()}>
        {text.cancel}
      </Button>
    </div>
  );
}

function LookBar({ outdated, first }: { outdated: boolean; first: boolean }) {
  const { understanding } = useWorkspace();
  if (!outdated && !first) return null;
  return (
    <div className="draft-bar" role="status">
      <p>{outdated ? text.understanding.outdated : ''}</p>
      <Button size="small" onClick={() => void understanding.look()}>
        {first ? text.understanding.look : text.understanding.again}
      </Button>
    </div>
  );
}

function Known({ known, about }: { known: Understanding; about: Recipe }) {
  const sampled = known.sampledRows < known.rows;
  return (
    <>
      <WarningCards warnings={known.warnings} about={about} />
      <div className="understood">
        <TargetView target={known.target} />
        <Associations known={known} />
      </div>
      <Repeats known={known} />
      <ul className="quiet notes">
        {sampled && (
          <li>{text.understanding.sampled(formatCount(known.sampledRows), formatCount(known.rows))}</li>
        )}
        {known.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** Rows that say the same twice, and rows that contradict each other. */
function Repeats({ known: { duplicates, contradictions } }: { known: Understanding }) {
  const words = text.understanding;
  // People count rows from 1.
  const example = ([group]: readonly number[][]) =>
    group ? ` ${words.example(group.map((row) => formatCount(row + 1)).join(', '))}` : '';
  return (
    <section className="repeats selectable" aria-label={words.rows}>
      <h2>{words.rows}</h2>
      <p>
        {duplicates.rows === 0
          ? words.noRepeated
          : words.repeated(formatCount(duplicates.rows), duplicates.groups) + example(duplicates.examples)}
      </p>
      <p>
        {contradictions.rows === 0
          ? words.noContradictions
          : words.contradictions(formatCount(contradictions.rows), contradictions.groups) +
            example(contradictions.examples)}
      </p>
      {duplicates.shared !== null && duplicates.shared > 0 && (
        <p>{words.shared(formatCount(duplicates.shared))}</p>
      )}
    </section>
  );
}
