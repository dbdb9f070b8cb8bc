// The dialect of a text from its beginning alone.
import type { Dialect } from '../core/recipe/dialect';
import { sniff } from './sniff/sniff';

/** The most plausible dialect; `complete` says whether the text is the whole file. */
export function detectDialect(text: string, complete: boolean): Dialect {
  return sniff({ head: text, tail: '', complete }).dialect;
}
