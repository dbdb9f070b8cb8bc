// The pieces of a line where delimiters may be missing: quotes part them too.
import { type RowRules, readQuotedText } from './read-row';

export interface Piece {
  text: string;
  quoted: boolean;
  /** No delimiter stands before it. */
  glued: boolean;
}

/** Cuts a line without its end, by a delimiter of at least one sign. A quote opens a piece amid a value if it is closed before a delimiter, the end or a quote. */
export function cutLoosely(line: string, rules: RowRules): Piece[] {
  const { delimiter } = rules;
  const pieces: Piece[] = [];
  let at = 0;
  let glued = false;
  for (;;) {
    const closed = readQuotedText(line, at, rules);
    if (closed) {
      pieces.push({ text: closed.text, quoted: true, glued });
      at = closed.end;
    } else {
      const end = endOfPlain(line, at, rules);
      pieces.push({ text: line.slice(at, end), quoted: false, glued });
      at = end;
    }
    if (at >= line.length) return pieces;
    glued = !line.startsWith(delimiter, at);
    if (!glued) at += delimiter.length;
  }
}

/** Place of the next delimiter, of the next quote that opens a piece, or the end. */
function endOfPlain(line: string, from: number, rules: RowRules): number {
  for (let at = from; at < line.length; at++) {
    if (line.startsWith(rules.delimiter, at)) return at;
    if (at > from && isGlued(line, at, rules)) return at;
  }
  return line.length;
}

function isGlued(line: string, at: number, rules: RowRules): boolean {
  // A sign of length, as in 5" or 8' 9", stands behind a number or a space.
  if (line.charAt(at) !== rules.quote || rules.quote === '') return false;
  const closed = readQuotedText(line, at, rules);
  if (!closed || closed.text === '') return false;
  return closed.end >= line.length || line.startsWith(rules.delimiter, closed.end);
}
