// Leads from a recipe path to its field in the window.
import type { Workspace } from '../state/workspace';

/** Goes to the step that has the field, opens its section and puts the focus into it. */
export function showField({ goTo }: Pick<Workspace, 'goTo'>, path: string): void {
  const [section] = path.split('.');
  goTo(section === 'data' ? 'data' : 'train');
  requestAnimationFrame(() => {
    const closed = document.querySelector<HTMLButtonElement>(
      `[data-section="${section}"] button[aria-expanded="false"]`,
    );
    closed?.click();
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector<HTMLElement>('input, select')?.focus();
    });
  });
}
