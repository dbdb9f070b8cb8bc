// The colours of charts, read from the style sheet, so that both themes have one place for them.
export interface Palette {
  text: string;
  line: string;
  surface: string;
  border: string;
  train: string;
  validation: string;
  accent: string;
  /** A third line, and the marks of what was changed during the run. */
  average: string;
  change: string;
  font: string;
}

/** The colours in force for this element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: read('--text-2'),
    line: read('--line'),
    surface: read('--surface'),
    border: read('--line-strong'),
    train: read('--series-train'),
    validation: read('--series-validation'),
    accent: read('--accent'),
    average: read('--series-average'),
    change: read('--text-3'),
    font: style.fontFamily,
  };
}
