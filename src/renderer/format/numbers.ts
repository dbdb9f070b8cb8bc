// Numbers as people read them: few digits, one unit, the same width where they change.
import { writeNumber } from '../../core/write-number';
import { text } from '../i18n/text';

const grouped = new Intl.NumberFormat(text.locale, { maximumFractionDigits: 0 });

/** A whole number with thousands separated: 12,345. */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** A number with at most four significant digits: 0.0312, 12.35, 1.2e-7; a dash if unknown. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return text.unknown;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) return sign(trimExponent(value.toExponential(Math.max(0, digits - 2))));
  if (size >= 10 ** digits) return sign(grouped.format(value));
  return sign(Number(value.toPrecision(digits)).toLocaleString(text.locale, { maximumFractionDigits: 10 }));
}

/** A figure of a table: always three decimals, so that columns line up and epochs do not make it jump. */
export function formatFigure(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return text.unknown;
  const size = Math.abs(value);
  if (size >= 1000 || (size > 0 && size < 0.0005)) return formatNumber(value, 3);
  return sign(value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3));
}

/** A figure of a list of epochs: always the same number of significant digits. */
export function formatSteady(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return text.unknown;
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-4)) return formatNumber(value, 4);
  return sign(value.toPrecision(4));
}

/** A share of 1 as a percentage with at most one decimal. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1\u202f%';
  const digits = percent >= 10 || percent === Math.round(percent) ? 0 : 1;
  return `${percent.toFixed(digits)}\u202f%`;
}

/** Bytes in the unit that leaves one to three digits before the point. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power > 0 && value < 10 ? 1 : 0)} ${units[power]}`;
}

/** A number as a field shows it and takes it. */
export const formatInput = writeNumber;

function trimExponent(written: string): string {
  return written.replace('e+', 'e').replace(/\.?0+e/, 'e');
}

/** The true minus sign, as wide as a plus. */
function sign(written: string): string {
  return written.replace(/^-/, '−');
}
