// One part of the decision: its value to correct, how sure it is, and why.
import { useId, useState } from 'react';
import type { Dialect } from '../../../../core/recipe/dialect';
import type { ReadingReport } from '../../../../core/run/reading-report';
import { formatPercent } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { Icon } from '../../../ui/icon';
import { type DialectPart, PartControl } from './part-control';

export type Decision = ReadingReport['parts'][number];

/** A part less sure than this is marked, and spoken of before anyone asks. */
export const unsureBelow = 0.65;

export interface PartRowProps {
  part: DialectPart;
  dialect: Dialect;
  decision: Decision | undefined;
  corrected: boolean;
  disabled: boolean;
  onChange(parts: Partial<Dialect>): void;
}

export function PartRow({ part, dialect, decision, corrected, disabled, onChange }: PartRowProps) {
  const id = useId();
  const [message, setMessage] = useState('');
  return (
    <li className={corrected ? 'part corrected' : 'part'} data-part={part}>
      <div className="part-line">
        <label htmlFor={id}>{text.reading.parts[part]}</label>
        <PartControl
          id={id}
          part={part}
          dialect={dialect}
          disabled={disabled}
          message={message}
          onMessage={setMessage}
          onChange={onChange}
        />
        {corrected ? (
          <span className="tag accent">{text.reading.corrected}</span>
        ) : (
          decision && <Sure confidence={decision.confidence} />
        )}
      </div>
      {message !== '' && (
        <p className="field-message" id={`${id}-message`} role="alert">
          {message}
        </p>
      )}
      {!corrected && decision && <p className="part-why selectable">{decision.why}</p>}
    </li>
  );
}

/** How sure a decision is; marked in words, too, where it is not. */
export function Sure({ confidence }: { confidence: number }) {
  const share = formatPercent(confidence);
  if (confidence >= unsureBelow) return <span className="sure">{text.reading.sure(share)}</span>;
  return (
    <span className="sure unsure" title={text.reading.unsureMark}>
      <Icon name="warning" size={12} />
      {text.reading.sure(share)}
    </span>
  );
}
