// More data: rows of further files, or columns of a second table.
import { useState } from 'react';
import type { Profile } from '../../../../core/run/profile';
import type { CommandOutput } from '../../../../workbench/contract/commands';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { JoinDialog } from './join-dialog';

export function BringMore({ profile }: { profile: Profile }) {
  const { reading } = useWorkspace();
  const busy = useStore(reading.store, (state) => state.reading);
  const [other, setOther] = useState<CommandOutput<'dataset.join'>>(null);
  const choose = async () => setOther(await reading.chooseJoin());
  return (
    <div className="bring-more">
      <Button icon="plus" disabled={busy} title={text.bring.appendHelp} onClick={() => void reading.append()}>
        {text.bring.append}
      </Button>
      <Button icon="plus" disabled={busy} title={text.bring.joinHelp} onClick={() => void choose()}>
        {text.bring.join}
      </Button>
      {other && <JoinDialog profile={profile} other={other} onClose={() => setOther(null)} />}
    </div>
  );
}
