// Rows of text as columns of equal width.

/** Of a last column that is cut, in cells. */
const LEAST_SHOWN = 8;

/** Which edge of its column a cell keeps to. */
export type Alignment = 'left' | 'right';

/**
 * Lines of the table, two spaces between columns, each ending in a line feed. The last column gives way where they
 * would be wider than `width`, as a whole if too little of it could be seen.
 */
export function alignTable(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  width = Number.POSITIVE_INFINITY,
): string {
  const widths = alignments.map((_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))));
  const last = alignments.length - 1;
  const before = widths.slice(0, last).reduce((sum, one) => sum + one + 2, 0);
  const room = width - before;
  if ((widths[last] ?? 0) > room && room < LEAST_SHOWN) {
    const shorter = rows.map((row) => row.slice(0, last));
    return alignTable(shorter, alignments.slice(0, last));
  }
  widths[last] = Math.min(widths[last] ?? 0, room);
  const lines = rows.map((row) =>
    alignments
      .map((alignment, column) =>
        pad(cut(row[column] ?? '', widths[column] ?? 0), widths[column] ?? 0, alignment),
      )
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Characters that a terminal shows two cells wide: East Asian scripts and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;

/** What colours a text and takes no place. */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const colors = /\u001B\[\d+m/g;

/** Cells that a terminal needs for the text. */
export function textWidth(text: string): number {
  return Array.from(text.replace(colors, '')).reduce((sum, one) => sum + cellsOf(one), 0);
}

const cellsOf = (character: string) => (wide.test(character) ? 2 : 1);

/** The text, or its beginning with an ellipsis where it is wider. */
function cut(text: string, to: number): string {
  if (textWidth(text) <= to) return text;
  let [kept, width] = ['', 1];
  for (const character of text) {
    width += cellsOf(character);
    if (width > to) break;
    kept += character;
  }
  return `${kept}…`;
}

function pad(text: string, to: number, alignment: Alignment): string {
  const space = ' '.repeat(to - textWidth(text));
  return alignment === 'left' ? text + space : space + text;
}
