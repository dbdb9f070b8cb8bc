// A reported error where it happened: what is wrong, where, and what to do.
import type { ReactNode } from 'react';
import type { RunRecord } from '../../core/run/record';
import { describePlace } from '../state/notices';
import { Icon } from './icon';

export function Failure({
  error,
  children,
}: {
  error: NonNullable<RunRecord['error']>;
  children?: ReactNode;
}) {
  const place = describePlace(error.place);
  return (
    <div className="run-error selectable" role="alert">
      <Icon name="error" />
      <div>
        <strong>{error.message}</strong>
        {place !== '' && (
          <p className="quiet" title={error.place.file}>
            {place}
          </p>
        )}
        {error.fix && <p>{error.fix}</p>}
        {children}
      </div>
    </div>
  );
}
