// What the checks before this run's training said: one line if all is well, all of it if not.
import { useState } from 'react';
import type { RunRecord } from '../../../../core/run/record';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Icon } from '../../../ui/icon';
import { CheckList, worstLight } from './check-list';

/** Nothing where the run was not checked. */
export function PreflightPanel({ run }: { run: RunRecord }) {
  const { experiments } = useWorkspace();
  const preflight = useStore(experiments.store, (state) => state.checked[run.id] ?? null);
  const [open, setOpen] = useState<boolean | null>(null);
  if (!preflight) return null;
  const light = worstLight(preflight);
  const shown = open ?? light === 'red';
  return (
    <section className={`preflight ${light}`} aria-label={text.preflight.title}>
      <button type="button" className="preflight-head" aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <Icon name={light === 'green' ? 'check' : light === 'amber' ? 'warning' : 'error'} size={14} />
        <span>{text.preflight.verdict(countLights(preflight.checks))}</span>
        <Icon name="chevron" size={12} className={shown ? 'down' : ''} />
      </button>
      {shown && <CheckList preflight={preflight} faultsFirst />}
    </section>
  );
}

export function countLights(checks: readonly { light: 'green' | 'amber' | 'red' }[]) {
  const count = (light: string) => checks.filter((check) => check.light === light).length;
  return { green: count('green'), amber: count('amber'), red: count('red') };
}
