// A window over the window: a title, what it is about, and its actions at the foot. Escape closes it.
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { text } from '../i18n/text';
import { IconButton } from './button';

export interface DialogProps {
  title: string;
  className?: string;
  /** Stands beside the title. */
  tools?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
  onClose(): void;
  onKeyDown?(event: KeyboardEvent, dialog: HTMLDialogElement): void;
}

/** Modal: takes the focus, to the element marked as current if there is one, and gives it back at the end. */
export function Dialog({ title, className = '', tools, footer, children, onClose, onKeyDown }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the effects of what stands inside, which may measure themselves.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (dialog.current) onKeyDown?.(event, dialog.current);
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        {tools}
        <IconButton icon="cross" label={text.close} onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {footer && <footer>{footer}</footer>}
    </dialog>
  );
}
