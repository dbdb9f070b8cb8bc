// A line of the size of a word: how a figure went, without axes.
export interface SparklineProps {
  /** Null breaks the line. */
  values: readonly (number | null)[];
  /** On a logarithmic scale values that are not above zero are left out. */
  log?: boolean;
  width?: number;
  height?: number;
}

/** Decoration beside the figure that it belongs to. */
export function Sparkline({ values, log = false, width = 56, height = 16 }: SparklineProps) {
  const path = linePath(values, log, width, height);
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" />
    </svg>
  );
}

/** An SVG path within the box; empty without a known value. */
export function linePath(
  values: readonly (number | null)[],
  log: boolean,
  width: number,
  height: number,
): string {
  const usable = values.map((value) => {
    if (value === null || (log && value <= 0)) return null;
    return log ? Math.log(value) : value;
  });
  const known = usable.filter((value) => value !== null);
  if (known.length === 0) return '';
  const low = known.reduce((least, value) => Math.min(least, value));
  const high = known.reduce((most, value) => Math.max(most, value));
  const x = (i: number) => 1 + (values.length < 2 ? 0.5 : i / (values.length - 1)) * (width - 2);
  const y = (value: number) =>
    high > low ? 1 + (1 - (value - low) / (high - low)) * (height - 2) : height / 2;
  let pen = 'M';
  const parts: string[] = [];
  usable.forEach((value, i) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    parts.push(`${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`);
    pen = 'L';
  });
  // One point alone is a short dash.
  return parts.length === 1 ? `${parts[0]}h2` : parts.join('');
}
