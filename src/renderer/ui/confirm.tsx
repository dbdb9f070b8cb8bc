// A question that must be answered before something is lost.
import { useEffect, useRef } from 'react';
import { text } from '../i18n/text';
import { Button } from './button';

export interface ConfirmProps {
  question: string;
  detail: string;
  action: string;
  onAnswer(yes: boolean): void;
}

/** Modal; Escape and the first button say no. */
export function Confirm({ question, detail, action, onAnswer }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby="confirm-question"
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id="confirm-question">{question}</h2>
      <p>{detail}</p>
      <div className="actions">
        <Button onClick={() => onAnswer(false)}>{text.cancel}</Button>
        <Button look="danger" onClick={() => onAnswer(true)}>
          {action}
        </Button>
      </div>
    </dialog>
  );
}
