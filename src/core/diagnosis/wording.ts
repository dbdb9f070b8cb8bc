// Numbers as findings say them.
import { writeNumber } from '../write-number';

/** Three significant digits: `0.321`, `12.3`, `1.2e-7`. */
export function figure(value: number): string {
  return writeNumber(Number(value.toPrecision(3)));
}

/** The standard error behind a figure: ` (± 0.012)`; nothing where it is 0. */
export function plusMinus(error: number): string {
  return error > 0 ? ` (± ${figure(error)})` : '';
}

/** A share as a whole percentage: `12 %`, with a space that no line breaks at. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** A number of things: `1 epoch`, `12 epochs`. */
export function count(number: number, noun: string): string {
  return `${Math.round(number)} ${noun}${Math.round(number) === 1 ? '' : 's'}`;
}

/** A duration in words: `3.2 s`, `5 min`, `2.1 h`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${figure(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${figure(seconds / 3600)} h`;
}
