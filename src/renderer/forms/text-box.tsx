// A one-line field that keeps what is typed until it is a value, and gives way when the recipe changes elsewhere.
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Parsed } from './parse-number';

export interface TextBoxProps<Value> {
  id: string;
  value: Value;
  unit?: string;
  /** Stands in an empty box. */
  placeholder?: string;
  invalid: boolean;
  describedBy: string | undefined;
  format(value: Value): string;
  parse(written: string): Parsed<Value>;
  /** Takes a valid value, or the message about text that is none. */
  onChange(parsed: Parsed<Value>): void;
  /** Arrow up or down; absent where it means nothing. */
  onStep?(up: boolean): void;
  onLeave(): void;
}

export function TextBox<Value>(props: TextBoxProps<Value>) {
  const { value, invalid, format, parse, onChange, onStep, onLeave } = props;
  const shown = format(value);
  const [written, setWritten] = useState(shown);
  // Typing keeps `1e-3` as it stands although the recipe now holds 0.001; any other change replaces the text.
  useEffect(() => {
    if (invalid) return;
    setWritten((current) => {
      const parsed = parse(current);
      return 'value' in parsed && format(parsed.value) === shown ? current : shown;
    });
  }, [shown, invalid]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onStep || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowUp');
  };
  return (
    <div className={`field-box text-box ${invalid ? 'invalid' : ''}`}>
      <input
        id={props.id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={written}
        placeholder={props.placeholder}
        aria-invalid={invalid}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          setWritten(event.target.value);
          onChange(parse(event.target.value));
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!invalid) setWritten(shown);
          onLeave();
        }}
      />
      {props.unit && <span className="unit">{props.unit}</span>}
    </div>
  );
}
