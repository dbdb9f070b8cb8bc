// Progress of the trainings on the window's icon.
import type { BrowserWindow } from 'electron';
import { isOver, type RunRecord } from '../core/run/record';
import type { Workbench } from '../workbench/workbench';

/** Shows the mean share of epochs done of all runs under way. */
export function showProgressOnIcon(window: BrowserWindow, workbench: Pick<Workbench, 'onEvent'>): void {
  const shares = new Map<string, number>();
  const end = workbench.onEvent((event) => {
    if (event.kind !== 'runChanged' || window.isDestroyed()) return;
    take(shares, event.record);
    const sum = [...shares.values()].reduce((total, share) => total + share, 0);
    window.setProgressBar(shares.size === 0 ? -1 : sum / shares.size);
  });
  window.once('closed', end);
}

function take(shares: Map<string, number>, { id, state, epochs, recipe }: RunRecord): void {
  if (isOver(state)) shares.delete(id);
  else shares.set(id, epochs / recipe.training.epochs);
}
