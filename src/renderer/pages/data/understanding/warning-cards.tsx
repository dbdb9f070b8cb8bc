// What to take care of in the data, each with its numbers and the change of the recipe that mends it.
import type { Recipe } from '../../../../core/recipe/recipe';
import type { Warning } from '../../../../core/run/understanding';
import { Evidence, RemedyRow } from '../../../advisor/finding-card';
import { text } from '../../../i18n/text';
import { remedyOf } from '../../../state/understanding';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Icon } from '../../../ui/icon';

const mostColumns = 8;

export function WarningCards({ warnings, about }: { warnings: readonly Warning[]; about: Recipe }) {
  return (
    <section className="data-warnings" aria-labelledby="data-warnings">
      <h2 id="data-warnings">{text.understanding.warnings}</h2>
      {warnings.length === 0 ? (
        <p className="quiet">{text.understanding.none}</p>
      ) : (
        <ul className="findings">
          {warnings.map((warning) => (
            <WarningCard key={`${warning.id} ${warning.columns.join()}`} warning={warning} about={about} />
          ))}
        </ul>
      )}
    </section>
  );
}

function WarningCard({ warning, about }: { warning: Warning; about: Recipe }) {
  const { recipe } = useWorkspace();
  const present = useStore(recipe.store, (state) => state.present);
  const { severity, title, columns, evidence, remedy } = warning;
  return (
    <li className={`finding ${severity}`} data-warning={warning.id}>
      <div className="finding-head">
        <Icon name={severity === 'warning' ? 'warning' : 'info'} />
        <strong>{title}</strong>
        {columns.slice(0, mostColumns).map((name) => (
          <span className="tag" key={name} title={name}>
            {name}
          </span>
        ))}
        {columns.length > mostColumns && <span className="quiet">+{columns.length - mostColumns}</span>}
      </div>
      <p className="selectable">{warning.text}</p>
      <details className="why">
        <summary>{text.understanding.evidence}</summary>
        <Evidence evidence={Object.fromEntries(evidence.map(({ name, value }) => [name, value]))} />
      </details>
      {remedy !== '' && present && (
        <ul className="remedies" aria-label={text.diagnose.remedies}>
          <RemedyRow remedy={remedyOf(warning, about, present)} explain />
        </ul>
      )}
    </li>
  );
}
