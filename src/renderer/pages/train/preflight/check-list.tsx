// The checks before a training as lights: what is well, what is at fault, the figures, and what to change.
import { useState } from 'react';
import { checks as known } from '../../../../core/preflight/checks';
import type { CheckResult, Light, Preflight } from '../../../../core/run/preflight';
import { Evidence, RemedyRow, Why } from '../../../advisor/finding-card';
import { text } from '../../../i18n/text';
import { Icon, type IconName } from '../../../ui/icon';

const icons: Record<Light, IconName> = { green: 'check', amber: 'warning', red: 'error' };

/** The worst light of all. */
export function worstLight({ checks }: Preflight): Light {
  return (
    (['red', 'amber'] as const).find((light) => checks.some((check) => check.light === light)) ?? 'green'
  );
}

export interface CheckListProps {
  preflight: Preflight;
  /** Leaves the passed checks out until they are asked for, as long as there are others. */
  faultsFirst?: boolean;
}

/** Amber and red checks are open, green ones on demand. */
export function CheckList({ preflight: { checks }, faultsFirst = false }: CheckListProps) {
  const [all, setAll] = useState(!faultsFirst);
  const faults = checks.filter(({ light }) => light !== 'green');
  const shown = all || faults.length === 0 ? checks : faults;
  return (
    <>
      <ul className="check-list">
        {shown.map((check, i) => (
          <CheckRow key={check.id} check={check} told={titlesOf(shown.slice(0, i))} />
        ))}
      </ul>
      {shown.length < checks.length && (
        <button type="button" className="link more-checks" onClick={() => setAll(true)}>
          {text.preflight.showPassed(checks.length - shown.length)}
        </button>
      )}
    </>
  );
}

const titlesOf = (checks: readonly CheckResult[]) =>
  checks.flatMap(({ remedies }) => remedies.map(({ title }) => title));

/** `told` are the remedies of the checks above, which are not said again. */
function CheckRow({ check, told }: { check: CheckResult; told: readonly string[] }) {
  const { id, title, light, explanation, figures, remedies } = check;
  const [open, setOpen] = useState(light !== 'green');
  const [first] = remedies.filter((remedy) => told.includes(remedy.title));
  const fresh = remedies.filter((remedy) => !told.includes(remedy.title));
  return (
    <li className={`check ${light}`}>
      <button type="button" className="check-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={icons[light]} />
        <span className="visually-hidden">{text.preflight.lights[light]}: </span>
        <span className="check-title">{title}</span>
        <Icon name="chevron" size={12} className={open ? 'down' : ''} />
      </button>
      {open && (
        <div className="check-body">
          <p className="selectable">{explanation}</p>
          {first && <p className="quiet">{text.preflight.sameRemedy(first.title)}</p>}
          {fresh.length > 0 && (
            <ul className="remedies" aria-label={text.diagnose.remedies}>
              {fresh.map((remedy) => (
                <RemedyRow key={remedy.title} remedy={remedy} explain />
              ))}
            </ul>
          )}
          <Evidence evidence={figures} />
          <Why why={known.find((one) => one.id === id)?.why} />
        </div>
      )}
    </li>
  );
}
