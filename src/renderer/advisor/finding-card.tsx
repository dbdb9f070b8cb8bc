// A finding: what it is, how sure, the words for it, and the remedies with Apply.
import { useState } from 'react';
import { rules } from '../../core/diagnosis/rules';
import { getPath } from '../../core/recipe/paths';
import { formatValue } from '../../core/recipe/paths';
import type { Finding, Remedy } from '../../core/run/finding';
import { showValue, titleOfPath } from '../forms/field-words';
import { formatNumber, formatPercent } from '../format/numbers';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { SeverityIcon } from './severity-icon';

/** Brief: title and first remedy, the rest under Why. In full: everything with the evidence. */
export function FindingCard({ finding, brief = false }: { finding: Finding; brief?: boolean }) {
  const [open, setOpen] = useState(!brief);
  const { severity, title, confidence, explanation, remedies } = finding;
  return (
    <li className={`finding ${severity} ${brief ? 'brief' : ''}`}>
      <div className="finding-head">
        <SeverityIcon severity={severity} />
        <strong>{title}</strong>
        <span className="confidence" title={text.diagnose.confidenceHelp}>
          {text.diagnose.confidence(formatPercent(confidence))}
        </span>
      </div>
      {open && <p className="selectable">{explanation}</p>}
      {open && !brief && <Why why={rules.find(({ id }) => id === finding.rule)?.why} />}
      {!brief && <Evidence evidence={finding.evidence} />}
      {remedies.length > 0 && (
        <ul className="remedies" aria-label={text.diagnose.remedies}>
          {(open ? remedies : remedies.slice(0, 1)).map((remedy) => (
            <RemedyRow key={remedy.title} remedy={remedy} explain={open} />
          ))}
        </ul>
      )}
      {brief && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.advisor.less : text.advisor.why(remedies.length - 1)}
        </button>
      )}
    </li>
  );
}

/** Why a rule or a check matters, in its own words; nothing where there are none. */
export function Why({ why }: { why: string | undefined }) {
  if (why === undefined) return null;
  return (
    <details className="why">
      <summary>{text.diagnose.why}</summary>
      <p className="selectable">{why}</p>
    </details>
  );
}

/** Figures by their names. */
export function Evidence({ evidence }: { evidence: Finding['evidence'] }) {
  const entries = Object.entries(evidence);
  if (entries.length === 0) return null;
  return (
    <table className="evidence">
      <caption className="visually-hidden">{text.diagnose.evidence}</caption>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{nameInWords(name)}</th>
            <td>{formatNumber(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `validationRise` as Validation rise. */
function nameInWords(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A change of the recipe with its button, or the word that it is made. */
export function RemedyRow({ remedy, explain }: { remedy: Remedy; explain: boolean }) {
  const { recipe, training } = useWorkspace();
  const present = useStore(recipe.store, (state) => state.present);
  const changes = Object.entries(remedy.changes);
  const done =
    present !== null &&
    changes.every(([path, value]) => JSON.stringify(getPath(present, path)) === JSON.stringify(value));
  return (
    <li className="remedy">
      <div>
        <span>{remedy.title}</span>
        {explain && <p className="quiet">{remedy.why}</p>}
        {explain && (
          <p className="remedy-changes">
            {changes.map(([path, value]) => (
              <span key={path} title={path}>
                {text.diagnose.change(titleOfPath(path), showValue(path, formatValue(value)))}
              </span>
            ))}
          </p>
        )}
      </div>
      {done ? (
        <span className="done">
          <Icon name="check" size={14} />
          {text.diagnose.applied}
        </span>
      ) : (
        changes.length > 0 && (
          <Button size="small" onClick={() => training.apply(remedy)}>
            {text.diagnose.apply}
          </Button>
        )
      )}
    </li>
  );
}
