// Names of runs: sortable by the time of their start, and unique.
import { randomBytes } from 'node:crypto';

let last = '';

/** Such as `20261123-115808-042-7f3a`. Ids made in one process ascend even within a millisecond. */
export function newRunId(now = new Date()): string {
  const digits = now.toISOString().replace(/\D/g, '');
  const stamp = `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14, 17)}`;
  const id = `${stamp}-${randomBytes(2).toString('hex')}`;
  if (id <= last) return newRunId(new Date(Math.max(now.getTime(), timeOf(last)) + 1));
  last = id;
  return id;
}

/** Whether a text may be an id or the beginning of one, and so never a path. */
export function looksLikeRunId(text: string): boolean {
  return /^\d{4,8}(-\d{0,6}(-\d{0,3}(-[0-9a-f]{0,4})?)?)?$/.test(text);
}

function timeOf(id: string): number {
  const [, year, month, day, hour, minute, second, millisecond] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(\d{3})/.exec(id) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`);
}
