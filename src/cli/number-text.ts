// Numbers as people read them in a terminal.

/** Whole numbers with thousands separators. */
export function countText(value: number): string {
  return value.toLocaleString('en-US');
}

/** A count with what is counted: `1 row`, `2,000 rows`. */
export function amountText(count: number, one: string): string {
  return `${countText(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** Four significant digits; an en dash for an unknown value. */
export function figureText(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 10_000 && size < 1e9) return countText(Math.round(value));
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
  return String(Number(value.toPrecision(4)));
}

/** A metric: four decimals where it is of the order of 1, so that the parts compare at a glance. */
export function metricText(value: number | null | undefined): string {
  return typeof value === 'number' && Math.abs(value) < 10 ? value.toFixed(4) : figureText(value);
}

/** A duration in the largest fitting unit. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A file size in decimal units. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toPrecision(3)} ${units[power]}`;
}
