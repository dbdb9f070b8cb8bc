// The checks on request, before anything is trained: runs them with the recipe as it stands and shows the lights.
import { useEffect } from 'react';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Meter } from '../../../ui/meter';
import { CheckList } from './check-list';
import { countLights } from './preflight-panel';

export function PreflightDialog({ onClose }: { onClose(): void }) {
  const { experiments, recipe } = useWorkspace();
  const checking = useStore(experiments.store, (state) => state.checking);
  const present = useStore(recipe.store, (state) => state.present);
  useEffect(() => {
    void experiments.check();
  }, [experiments]);
  const close = () => {
    void experiments.cancelCheck();
    onClose();
  };
  const { state, preflight, error } = checking;
  const outdated = state === 'done' && checking.recipe !== present;
  return (
    <Dialog
      title={text.preflight.title}
      onClose={close}
      footer={
        <>
          {outdated && <span className="quiet">{text.preflight.outdated}</span>}
          <Button onClick={close}>{state === 'running' ? text.cancel : text.close}</Button>
          {state !== 'running' && (
            <Button look={outdated ? 'primary' : 'plain'} onClick={() => void experiments.check()}>
              {text.preflight.again}
            </Button>
          )}
        </>
      }
    >
      <p className="quiet">{text.preflight.about}</p>
      <div className="outcome" aria-live="polite">
        {state === 'running' && <Meter share={null} label={text.preflight.running} />}
        {state === 'done' && preflight && (
          <strong>{text.preflight.verdict(countLights(preflight.checks))}</strong>
        )}
      </div>
      {error && <Failure error={error} />}
      {preflight && <CheckList key={preflight.seconds} preflight={preflight} />}
    </Dialog>
  );
}
