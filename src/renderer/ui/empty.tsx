// What stands where there is nothing yet: why, and the way on.
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
}

export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
