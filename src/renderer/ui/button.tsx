// Buttons: one primary action a view, quiet ones beside it, and icons that carry their name as a label.
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'>;

export type ButtonProps = Native & {
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  icon?: IconName;
  children: ReactNode;
};

export function Button({ look = 'plain', size = 'normal', icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button ${look} ${size}`} {...rest}>
      {icon && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      <span>{children}</span>
    </button>
  );
}

/** A picture that does something; `label` is read out and shown on hover. */
export function IconButton({
  icon,
  label,
  tone = '',
  ...rest
}: Native & { icon: IconName; label: string; tone?: string }) {
  return (
    <button type="button" className={`icon-button ${tone}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={14} />
    </button>
  );
}
