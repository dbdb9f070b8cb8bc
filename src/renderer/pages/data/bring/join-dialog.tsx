// Joins a second table by a key: which column here, which there, and what the new names begin with.
import { useState } from 'react';
import type { Profile } from '../../../../core/run/profile';
import type { CommandOutput } from '../../../../workbench/contract/commands';
import { formatCount } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { settingsOf } from '../../../state/read-settings';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Select } from '../../../ui/select';
import { fileName } from './file-name';
import { matchInWords } from './match-words';

export interface JoinDialogProps {
  profile: Profile;
  other: NonNullable<CommandOutput<'dataset.join'>>;
  onClose(): void;
}

export function JoinDialog({ profile, other, onClose }: JoinDialogProps) {
  const { app, reading, recipe, notices } = useWorkspace();
  const busy = useStore(reading.store, (state) => state.reading);
  const error = useStore(reading.store, (state) => state.error);
  const [key, setKey] = useState(other.key);
  const [otherKey, setOtherKey] = useState(other.otherKey);
  const [prefix, setPrefix] = useState('');
  /** What was wrong with other keys is no longer said. */
  const choose = (set: (name: string) => void) => (name: string) => {
    reading.discard();
    set(name);
  };
  const close = () => {
    reading.discard();
    onClose();
  };
  const join = async () => {
    const { present } = recipe.store.get();
    if (!present) return;
    const settings = settingsOf(present);
    const entry = { file: other.file, key, otherKey, prefix };
    if (!(await reading.readBy({ ...settings, join: [...(settings.join ?? []), entry] }))) return;
    const now = app.get().dataset?.profile;
    const met = now?.reading.joined?.at(-1);
    const came = now && text.bring.joined(now.columns.length - profile.columns.length, formatCount(now.rows));
    if (came) notices.note(met ? `${matchInWords(met)} ${came}` : came);
    onClose();
  };
  return (
    <Dialog
      title={text.bring.joinTitle}
      onClose={close}
      footer={
        <>
          {busy && (
            <span className="quiet" role="status">
              {text.bring.joining}
            </span>
          )}
          <Button look="primary" disabled={busy || key === '' || otherKey === ''} onClick={() => void join()}>
            {text.bring.start}
          </Button>
        </>
      }
    >
      <p className="quiet">{text.bring.joinLead}</p>
      <div className="column-settings join-settings">
        <span>{text.bring.file}</span>
        <output className="selectable" title={other.file}>
          {fileName(other.file)}
        </output>
        <label htmlFor="join-key">{text.bring.key}</label>
        <Select
          id="join-key"
          value={key}
          options={profile.columns.map(({ name }) => ({ value: name, title: name }))}
          onChange={choose(setKey)}
        />
        <label htmlFor="join-other-key">{text.bring.otherKey}</label>
        <Select
          id="join-other-key"
          value={otherKey}
          options={other.columns.map((name) => ({ value: name, title: name }))}
          onChange={choose(setOtherKey)}
        />
        <label htmlFor="join-prefix">{text.bring.prefix}</label>
        <input
          id="join-prefix"
          type="text"
          className="field-box"
          maxLength={64}
          value={prefix}
          onChange={(event) => setPrefix(event.target.value)}
        />
      </div>
      {error && <Failure error={error} />}
    </Dialog>
  );
}
