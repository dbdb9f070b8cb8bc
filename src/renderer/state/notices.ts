// Messages to the person that block nothing: errors stay until dismissed, notes leave by themselves.
import type { ErrorReport } from '../../core/errors';
import type { RunRecord } from '../../core/run/record';
import { text } from '../i18n/text';
import { createStore, type Store } from './store';

export interface Notice {
  id: number;
  tone: 'error' | 'note';
  message: string;
  /** Where the fault lies, as one phrase; empty if unknown. */
  place: string;
  fix: string;
  /** Recipe path of the field to look at; empty if none. */
  field: string;
  /** What can be done about it at once. */
  action: NoticeAction | null;
}

export interface NoticeAction {
  title: string;
  act(): void;
}

export interface Notices {
  list: Store<readonly Notice[]>;
  error(report: ErrorReport, action?: NoticeAction): void;
  note(message: string): void;
  dismiss(id: number): void;
}

const noteMs = 6000;
const most = 4;

export function createNotices(): Notices {
  const list = createStore<readonly Notice[]>([]);
  let next = 1;
  const dismiss = (id: number) => list.set((all) => all.filter((notice) => notice.id !== id));
  const add = (notice: Omit<Notice, 'id'>) => {
    const id = next++;
    const isSame = (other: Notice) => other.message === notice.message && other.place === notice.place;
    list.set((all) => [...all.filter((other) => !isSame(other)), { ...notice, id }].slice(-most));
    return id;
  };
  return {
    list,
    dismiss,
    error({ message, place, fix }, action) {
      const said = { message, place: describePlace(place), fix: fix ?? '', field: place.field ?? '' };
      add({ tone: 'error', ...said, action: action ?? null });
    },
    note(message) {
      const id = add({ tone: 'note', message, place: '', fix: '', field: '', action: null });
      setTimeout(() => dismiss(id), noteMs);
    },
  };
}

type Place = NonNullable<RunRecord['error']>['place'];

/** File, line, column and field as one phrase; empty if none is known. */
export function describePlace({ file, line, column, field }: Place): string {
  const parts: string[] = [];
  if (file !== undefined) parts.push(file.split(/[\\/]/).at(-1) ?? file);
  if (line !== undefined) parts.push(text.notice.line(line));
  if (column !== undefined) parts.push(text.notice.column(column));
  if (field !== undefined) parts.push(field);
  return parts.join(', ');
}
