// Columns that the person names: the one to predict has to be named, and each has to be there.
import { HoneError } from '../core/errors';
import { nearest } from '../core/recipe/nearest';
import type { Profile } from '../core/run/profile';
import { commandLine } from './shell-text';

/** Names shown at the most in a fix. */
const shownNames = 12;

/** The named target; without one a HoneError that proposes a column. */
export function requireTarget(target: string | undefined, profile: Profile): string {
  if (target) return target;
  throw new HoneError('request-invalid', 'The column to predict is not named.', {
    place: { file: profile.path },
    fix: `Name it, for instance with ${commandLine('--target', profile.suggestedTarget)}.`,
  });
}

/** Throws a HoneError that names the nearest column unless the file has that one. */
export function checkColumn(wanted: string, profile: Profile): void {
  const names = profile.columns.map((column) => column.name);
  if (names.includes(wanted)) return;
  const meant = nearest(wanted, names);
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  throw new HoneError('column-missing', `The file has no column "${wanted}".${hint}`, {
    place: { file: profile.path, column: wanted },
    fix: `Columns are ${names.slice(0, shownNames).join(', ')}${more}.`,
  });
}
