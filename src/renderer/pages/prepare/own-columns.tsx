// Columns with steps of their own: the list of them, and the dialog that makes or changes an entry.
import { useState } from 'react';
import type { Recipe } from '../../../core/recipe/recipe';
import { optionTitle } from '../../forms/field-words';
import { text } from '../../i18n/text';
import { useWorkspace } from '../../state/workspace';
import { Button, IconButton } from '../../ui/button';
import { OwnColumnsDialog } from './own-columns-dialog';
import { fieldOfStep, type OwnEntry, type OwnStep, ownSteps } from './own-step';

export function OwnColumns({ recipe }: { recipe: Recipe }) {
  const { recipe: history } = useWorkspace();
  /** Place of the entry that is changed; the number of entries for a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  const entries = recipe.prepare.columns;
  const put = (next: readonly OwnEntry[]) => {
    history.seal();
    history.change({ ...recipe, prepare: { ...recipe.prepare, columns: [...next] } });
  };
  return (
    <section className="own-steps" data-path="prepare.columns">
      <h3>{text.prepare.own.title}</h3>
      {entries.length === 0 && <p className="quiet">{text.prepare.own.none}</p>}
      <ul>
        {entries.map((entry, i) => (
          // Entries have no identity but their place.
          <li key={i}>
            <button
              type="button"
              className="own-entry"
              aria-haspopup="dialog"
              aria-label={text.prepare.own.edit(entry.columns.join(', '))}
              onClick={() => setEdited(i)}
            >
              <strong>{entry.columns.join(', ')}</strong>
              <span className="quiet">{stepsInWords(entry)}</span>
            </button>
            <IconButton
              icon="trash"
              label={text.prepare.own.drop(entry.columns.join(', '))}
              onClick={() => put(entries.filter((_, place) => place !== i))}
            />
          </li>
        ))}
      </ul>
      <Button size="small" icon="plus" onClick={() => setEdited(entries.length)}>
        {text.prepare.own.add}
      </Button>
      {edited !== null && (
        <OwnColumnsDialog
          recipe={recipe}
          entry={entries[edited] ?? null}
          onSave={(entry) => {
            put([...entries.slice(0, edited), entry, ...entries.slice(edited + 1)]);
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function stepsInWords(entry: OwnEntry): string {
  const words = ownSteps.flatMap((step) => {
    const choice = entry[step];
    return choice ? [titleOfKind(step, choice.kind)] : [];
  });
  return words.join(' · ') || text.prepare.own.asRest;
}

function titleOfKind(step: OwnStep, kind: string): string {
  const field = fieldOfStep(step);
  return field ? optionTitle(field, kind) : kind;
}
