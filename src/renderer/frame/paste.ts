// A table that is pasted onto the start page or the Data step is opened.
import type { Workspace } from '../state/workspace';

/** Listens until the returned function is called. */
export function listenToPaste({ app, datasets }: Workspace): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const { dataset, step } = app.get();
    if (dataset && step !== 'data') return;
    if (isField(event.target) || document.querySelector('dialog[open]')) return;
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!isTable(pasted)) return;
    event.preventDefault();
    void datasets.paste(pasted);
  };
  window.addEventListener('paste', onPaste);
  return () => window.removeEventListener('paste', onPaste);
}

/** What is pasted into a field belongs to the field. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable="true"]');
}

/** Two lines at least, the first with a sign that could stand between columns. */
function isTable(pasted: string): boolean {
  const [head = '', second = ''] = pasted.trim().slice(0, 10_000).split(/\r?\n/);
  return second !== '' && /[\t,;|]/.test(head);
}
