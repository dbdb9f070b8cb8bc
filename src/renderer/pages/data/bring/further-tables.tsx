// The tables that were brought in, each with the way to leave it out again.
import type { Profile } from '../../../../core/run/profile';
import type { ReadSettings } from '../../../../core/run/preview';
import { formatCount } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { settingsOf } from '../../../state/read-settings';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { IconButton } from '../../../ui/button';
import { Switch } from '../../../ui/switch';
import { fileName } from './file-name';
import { matchInWords } from './match-words';

/** Name of the column that keeps the file's name. */
const sourceName = 'source_file';

/** Nothing where the table is one file. */
export function FurtherTables({ profile }: { profile: Profile }) {
  const { reading, recipe } = useWorkspace();
  const data = useStore(recipe.store, (state) => state.present?.data ?? null);
  const busy = useStore(reading.store, (state) => state.reading);
  if (!data || (data.append.length === 0 && data.join.length === 0)) return null;
  const readBy = (part: ReadSettings) => {
    const { present } = recipe.store.get();
    if (present) void reading.readBy({ ...settingsOf(present), ...part });
  };
  return (
    <section className="further-tables" aria-label={text.bring.further}>
      <h3>{text.bring.further}</h3>
      <ul>
        {data.append.map((file) => (
          <li key={file}>
            <span title={file}>
              {text.bring.appended(fileName(file))} <AppendedRows profile={profile} file={file} />
            </span>
            <IconButton
              icon="trash"
              disabled={busy}
              label={text.bring.drop(fileName(file))}
              onClick={() => readBy({ append: data.append.filter((other) => other !== file) })}
            />
          </li>
        ))}
        {data.join.map((entry) => (
          <li key={`${entry.file} ${entry.key}`}>
            <span>
              <span title={entry.file}>{text.bring.joinedBy(fileName(entry.file), entry.key)}</span>
              <MatchedKeys profile={profile} file={entry.file} by={entry.key} />
            </span>
            <IconButton
              icon="trash"
              disabled={busy}
              label={text.bring.drop(fileName(entry.file))}
              onClick={() => readBy({ join: data.join.filter((other) => other !== entry) })}
            />
          </li>
        ))}
      </ul>
      {data.append.length > 0 && (
        <div className="keep-source">
          <label htmlFor="keep-source">{text.bring.keepSource}</label>
          <Switch
            id="keep-source"
            checked={data.sourceColumn !== ''}
            disabled={busy}
            onChange={(kept) => readBy({ sourceColumn: kept ? sourceName : '' })}
          />
        </div>
      )}
    </section>
  );
}

function AppendedRows({ profile, file }: { profile: Profile; file: string }) {
  const found = profile.reading.appended?.find((entry) => entry.file === file);
  return found ? <span className="quiet">{text.bring.rowsOf(formatCount(found.rows))}</span> : null;
}

/** How many keys were found, which were not, and what of the other table is of no use. */
function MatchedKeys({ profile, file, by }: { profile: Profile; file: string; by: string }) {
  const found = profile.reading.joined?.find((entry) => entry.file === file && entry.key === by);
  if (!found) return null;
  const left = found.keys - found.matchedKeys - found.unmatched.length;
  return (
    <span className="quiet matched-keys selectable">
      {matchInWords(found)}{' '}
      {found.unmatched.length > 0 &&
        text.bring.unmatched(found.unmatched.join(', '), left > 0 ? formatCount(left) : null)}{' '}
      {found.unusedKeys > 0 && text.bring.unused(formatCount(found.unusedKeys), formatCount(found.otherKeys))}
    </span>
  );
}
