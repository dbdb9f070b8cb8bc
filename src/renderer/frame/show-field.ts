// Leads from a recipe path to its field in the window.
import { formFields } from '../forms/form-model';
import type { Workspace } from '../state/workspace';

/** Goes to the step that has the field, opens its section in full and puts the focus into it. */
export function showField({ goTo, form }: Pick<Workspace, 'goTo' | 'form'>, path: string): void {
  const field = formFields().find((candidate) => candidate.path === path);
  goTo(field ? 'train' : 'data');
  if (field) form.reveal(field.section);
  requestAnimationFrame(() => focusField(path, mostFrames));
}

/** The form may take a few frames until it shows the field. */
const mostFrames = 60;

function focusField(path: string, frames: number): void {
  const row = document.querySelector<HTMLElement>(
    `:is(.section-fields, .data-page) [data-path="${CSS.escape(path)}"]`,
  );
  if (!row && frames > 0) requestAnimationFrame(() => focusField(path, frames - 1));
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector<HTMLElement>('input, select')?.focus();
}
