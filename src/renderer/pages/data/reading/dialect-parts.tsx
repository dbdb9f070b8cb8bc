// The parts of the decision about how a file is written, each to correct.
import type { Dialect } from '../../../../core/recipe/dialect';
import { type DialectPart } from './part-control';
import { type Decision, PartRow } from './part-row';

export interface DialectPartsProps {
  parts: readonly DialectPart[];
  /** The dialect with the corrections, and the one without. */
  dialect: Dialect;
  before: Dialect;
  decisions: readonly Decision[];
  disabled: boolean;
  onChange(parts: Partial<Dialect>): void;
}

export function DialectParts({ parts, dialect, before, decisions, disabled, onChange }: DialectPartsProps) {
  const differs = (part: DialectPart) => JSON.stringify(dialect[part]) !== JSON.stringify(before[part]);
  return (
    <ul className="parts">
      {parts.map((part) => (
        <PartRow
          key={part}
          part={part}
          dialect={dialect}
          decision={decisions.find((decision) => decision.part === part)}
          corrected={differs(part)}
          disabled={disabled}
          onChange={onChange}
        />
      ))}
    </ul>
  );
}
