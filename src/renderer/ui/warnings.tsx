// Sentences about what is odd but stops nothing.
import { Icon } from './icon';

/** Nothing where there is no warning; `label` says of what they are. */
export function Warnings({ label, warnings }: { label: string; warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label={label}>
      {warnings.map((warning) => (
        <li key={warning}>
          <Icon name="warning" size={14} />
          <span className="selectable">{warning}</span>
        </li>
      ))}
    </ul>
  );
}
