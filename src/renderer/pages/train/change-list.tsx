// What was changed while the run was going: marks for the charts, and the list of it.
import type { LiveChange } from '../../../core/recipe/training';
import type { RunRecord } from '../../../core/run/record';
import type { ChangeMark } from '../../charts/epoch-option';
import { titleOfPath } from '../../forms/field-words';
import { formatInput } from '../../format/numbers';
import { text } from '../../i18n/text';

/** One mark for each moment, whatever was changed in it. */
export function changeMarks(changes: readonly LiveChange[]): readonly ChangeMark[] {
  const byEpoch = new Map<number, string[]>();
  for (const { epoch, path, value } of changes)
    byEpoch.set(epoch, [...(byEpoch.get(epoch) ?? []), `${titleOfPath(path)} ${formatInput(value)}`]);
  return [...byEpoch].map(([epoch, labels]) => ({ epoch, label: labels.join(', ') }));
}

/** Nothing where nothing was changed. */
export function ChangeList({ run }: { run: RunRecord }) {
  const { changes } = run.recipe.training;
  if (changes.length === 0) return null;
  return (
    <section className="change-list" aria-label={text.live.changes}>
      <h3>{text.live.changes}</h3>
      <ol aria-live="polite">
        {changes.map(({ epoch, path, value }) => (
          <li key={`${epoch} ${path}`} title={path}>
            <span className="quiet">{text.live.after(epoch)}</span>
            <span>{text.live.changedTo(titleOfPath(path), formatInput(value))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
