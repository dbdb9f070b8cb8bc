// Durations and ages in words.
import { text } from '../i18n/text';

/** Seconds as `0.42 s`, `12 s`, `3 min 05 s` or `1 h 20 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(seconds < 1 ? 2 : 1)}\u202fs`;
  if (seconds < 60) return `${Math.round(seconds)}\u202fs`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u202fmin ${String(Math.floor(seconds % 60)).padStart(2, '0')}\u202fs`;
  return `${Math.floor(minutes / 60)}\u202fh ${String(minutes % 60).padStart(2, '0')}\u202fmin`;
}

/** How long ago an ISO time was, in one short phrase: 5 min ago. */
export function formatAge(iso: string, now: number = Date.now()): string {
  return isFresh(iso, now) ? text.age.now : text.age.ago(formatShortAge(iso, now));
}

/** The same for a column headed by what it is: 5 min. */
export function formatShortAge(iso: string, now: number = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (isFresh(iso, now)) return text.age.fresh;
  if (seconds < 3600) return text.age.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return text.age.hours(Math.floor(seconds / 3600));
  return text.age.days(Math.floor(seconds / 86_400));
}

function isFresh(iso: string, now: number): boolean {
  return now - Date.parse(iso) < 60_000;
}

const dayMs = 86_400_000;

/** Days since 1970-01-01 as a date: 2024-03-01. */
export function formatDay(days: number): string {
  const date = new Date(days * dayMs);
  return Number.isNaN(date.getTime()) ? text.unknown : date.toISOString().slice(0, 10);
}
