// A list of names with bars and values.
export interface Bar {
  name: string;
  /** Length of the bar, 0 to 1. */
  share: number;
  value: string;
  /** Stands beside the value in quiet. */
  beside?: string | undefined;
  besideHelp?: string | undefined;
}

export function Bars({ label, help, bars }: { label: string; help?: string; bars: readonly Bar[] }) {
  return (
    <ol className="bars" aria-label={label} title={help}>
      {bars.map(({ name, share, value, beside, besideHelp }) => (
        <li key={name}>
          <span className="bar-name" title={name}>
            {name}
          </span>
          <span className="bar-track" aria-hidden="true">
            <span style={{ width: `${Math.max(0.01, Math.min(1, share)) * 100}%` }} />
          </span>
          <span className="bar-value">
            {value}
            {beside !== undefined && (
              <span className="quiet" title={besideHelp}>
                {' '}
                {beside}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
