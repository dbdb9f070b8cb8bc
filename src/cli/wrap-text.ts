// Sentences in lines that a terminal shows whole: broken between words, not wherever its edge is.
import { textWidth } from './aligned-table';

/** Lines that lose their sense when they are broken: rows of a table, and commands to be copied. */
const whole = /^\s*\S+(?: \S+)* {2,}\S|^\s*(?:--|hone )/;

/** Each line as lines of at most `width` cells where words allow it, under the first word of the line. */
export function wrapText(text: string, width: number): string {
  if (!Number.isFinite(width)) return text;
  return text
    .split('\n')
    .flatMap((line) => (textWidth(line) <= width || whole.test(line) ? [line] : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let now = '';
  for (const word of line.slice(indent.length).split(' ')) {
    const longer = now === '' ? `${indent}${word}` : `${now} ${word}`;
    if (now !== '' && textWidth(longer) > width) {
      lines.push(now);
      now = `${indent}${word}`;
    } else now = longer;
  }
  return [...lines, now];
}
