// Colours for terminals that take them.
const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof styles;

/** One function per style; each gives the text back unchanged where colours are off. */
export function paint(enabled: boolean): Record<Style, (text: string) => string> {
  const wrap = (style: Style) => (text: string) =>
    enabled ? `\u001B[${styles[style]}m${text}\u001B[0m` : text;
  return {
    bold: wrap('bold'),
    dim: wrap('dim'),
    red: wrap('red'),
    green: wrap('green'),
    yellow: wrap('yellow'),
    cyan: wrap('cyan'),
  };
}
