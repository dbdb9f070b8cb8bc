// The sign of how grave a finding is.
import type { Finding } from '../../core/run/finding';
import { Icon, type IconName } from '../ui/icon';

const icons: Record<Finding['severity'], IconName> = {
  good: 'check',
  notice: 'info',
  warning: 'warning',
  critical: 'error',
  error: 'error',
};

/** `size` in pixels. */
export function SeverityIcon({ severity, size }: { severity: Finding['severity']; size?: number }) {
  return <Icon name={icons[severity]} {...(size !== undefined && { size })} />;
}
