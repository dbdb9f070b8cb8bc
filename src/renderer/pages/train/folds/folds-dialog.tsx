// The cross-validation of the present recipe: how many folds and deals, how far it is, and what the folds say.
import { useState } from 'react';
import type { Folds } from '../../../../core/run/folds';
import { parseNumber } from '../../../forms/parse-number';
import { TextBox } from '../../../forms/text-box';
import { formatInput } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Meter } from '../../../ui/meter';
import { FoldsResult } from './folds-result';

const usual = { folds: 5, repeats: 1 };
const bounds = {
  folds: { type: 'integer', minimum: 2, maximum: 100, maximumLength: undefined },
  repeats: { type: 'integer', minimum: 1, maximum: 100, maximumLength: undefined },
} as const;
type Count = keyof typeof bounds;
const counts = ['folds', 'repeats'] as const satisfies readonly Count[];

export function FoldsDialog({ onClose }: { onClose(): void }) {
  const { experiments } = useWorkspace();
  const folds = useStore(experiments.store, (state) => state.folds);
  const error = useStore(experiments.store, (state) => state.foldsError);
  const [settings, setSettings] = useState<Record<Count, number>>(usual);
  const [messages, setMessages] = useState<Record<Count, string>>({ folds: '', repeats: '' });
  const running = folds?.state === 'running';
  const invalid = counts.some((count) => messages[count] !== '');
  return (
    <Dialog
      title={text.folds.title}
      className="wide"
      onClose={onClose}
      footer={
        running ? (
          <Button onClick={() => void experiments.cancelFolds()}>{text.cancel}</Button>
        ) : (
          <Button
            look="primary"
            disabled={invalid}
            onClick={() => void experiments.measureFolds(settings.folds, settings.repeats)}
          >
            {folds ? text.folds.again : text.folds.start}
          </Button>
        )
      }
    >
      <p className="quiet">{text.folds.about}</p>
      <div className="folds-settings">
        {counts.map((count) => (
          <CountField
            key={count}
            count={count}
            value={settings[count]}
            message={messages[count]}
            onValue={(value) => setSettings({ ...settings, [count]: value })}
            onMessage={(message) => setMessages({ ...messages, [count]: message })}
          />
        ))}
        <span className="quiet">{text.folds.trainings(settings.folds * settings.repeats)}</span>
      </div>
      {error && <Failure error={error} />}
      {folds && <Measured folds={folds} />}
    </Dialog>
  );
}

interface CountFieldProps {
  count: Count;
  value: number;
  message: string;
  onValue(value: number): void;
  onMessage(message: string): void;
}

function CountField({ count, value, message, onValue, onMessage }: CountFieldProps) {
  const { minimum, maximum } = bounds[count];
  const id = `count-${count}`;
  return (
    <div className="folds-field">
      <label htmlFor={id}>{text.folds[count]}</label>
      <TextBox<number>
        id={id}
        value={value}
        invalid={message !== ''}
        describedBy={message === '' ? undefined : `${id}-message`}
        format={formatInput}
        parse={(written) => parseNumber(written, bounds[count])}
        onChange={(parsed) => {
          onMessage('message' in parsed ? parsed.message : '');
          if ('value' in parsed) onValue(parsed.value);
        }}
        onStep={(up) => onValue(Math.min(maximum, Math.max(minimum, value + (up ? 1 : -1))))}
        onLeave={() => {}}
      />
      {message !== '' && (
        <p className="field-message" id={`${id}-message`} role="alert">
          {message}
        </p>
      )}
    </div>
  );
}

function Measured({ folds }: { folds: Folds }) {
  const { state, scores, planned, share, error, data, target } = folds;
  return (
    <section className="measured" aria-label={text.folds.title}>
      <h3 className="selectable">{text.folds.of(target, data)}</h3>
      <div className="measured-progress" aria-live="polite">
        <span className="quiet">{text.folds.done(scores.length, planned)}</span>
        {state === 'running' && <Meter share={share === 0 ? null : share} label={text.folds.progress} />}
        {state === 'cancelled' && <span className="quiet">{text.folds.cancelled}</span>}
      </div>
      {error && <Failure error={error} />}
      {scores.length > 0 && <FoldsResult folds={folds} />}
    </section>
  );
}
