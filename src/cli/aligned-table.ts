// Rows of text as columns of equal width.

/** Which edge of its column a cell keeps to. */
export type Alignment = 'left' | 'right';

/** Lines of the table, two spaces between columns, each ending in a line feed. */
export function alignTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  const widths = alignments.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    alignments
      .map((alignment, column) => pad(row[column] ?? '', widths[column] ?? 0, alignment))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Characters that a terminal shows two cells wide: East Asian scripts and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;

function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);
}

function pad(text: string, to: number, alignment: Alignment): string {
  const space = ' '.repeat(to - width(text));
  return alignment === 'left' ? text + space : space + text;
}
