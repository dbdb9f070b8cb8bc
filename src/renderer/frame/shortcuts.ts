// The window's keys: open, train, the steps, undo and redo.
import { type Step, steps } from '../state/app-state';
import type { Workspace } from '../state/workspace';

const isMac = /Mac/.test(navigator.platform);

/** A shortcut as people write it on this platform: ⌘O or Ctrl+O. */
export function shortcutLabel(key: string): string {
  return isMac ? `⌘${key}` : `Ctrl+${key}`;
}

/** The key of a step, with the platform's own. */
export function stepKey(step: Step): string {
  return String(steps.indexOf(step) + 1);
}

/** Listens until the returned function is called. */
export function listenToShortcuts(workspace: Workspace): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]')) return;
    const act = actionOf(workspace, event.key.toLowerCase(), event.shiftKey);
    if (!act) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function actionOf(workspace: Workspace, key: string, shift: boolean): (() => void) | null {
  const { recipe, datasets, training, goTo } = workspace;
  const step = shift ? undefined : steps[Number(key) - 1];
  if (step) return () => goTo(step);
  if (key === 'o' && !shift) return () => void datasets.choose();
  if (key === 'enter' && !shift) return () => void training.start();
  if (key === 'z') return shift ? recipe.redo : recipe.undo;
  if (key === 'y' && !shift) return recipe.redo;
  return null;
}
