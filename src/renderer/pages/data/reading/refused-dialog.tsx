// A file that could not be opened as it was found: what is wrong, and its reading to correct until it can.
import { useEffect, useRef, useState } from 'react';
import type { Dialect } from '../../../../core/recipe/dialect';
import type { ReadSettings } from '../../../../core/run/preview';
import { text } from '../../../i18n/text';
import type { Refused } from '../../../state/app-state';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { DialectParts } from './dialect-parts';
import { LookTable } from './look-table';
import { partsOf } from './part-control';
import { ReadingMeter } from './reading-meter';
import { SheetRow } from './sheet-row';

/** Nothing while no file is corrected. */
export function RefusedDialog() {
  const { app } = useWorkspace();
  const refused = useStore(app, (state) => state.refused);
  return refused ? <Correction key={refused.datasetId} refused={refused} /> : null;
}

function Correction({ refused }: { refused: Refused }) {
  const { app } = useWorkspace();
  const { settings, look, error, busy, change, read } = useCorrection(refused);
  const { format, sheets, parts } = look;
  const close = () => app.set((state) => ({ ...state, refused: null }));
  const before = refused.preview.dialect;
  const correct = (corrected: Partial<Dialect>) =>
    change({ ...settings, dialect: { ...(settings.dialect ?? before), ...corrected } });
  return (
    <Dialog
      title={text.refused.title(refused.preview.name)}
      className="refused-dialog"
      onClose={close}
      footer={
        busy ? (
          <ReadingMeter title={text.reading.reading} />
        ) : (
          <Button look="primary" onClick={() => void read()}>
            {text.reading.take}
          </Button>
        )
      }
    >
      {error && <Failure error={error} />}
      <div className="reading-panel">
        <div className="parts-pane">
          <p className="quiet">{text.refused.lead}</p>
          <SheetRow
            format={format}
            sheets={sheets}
            value={settings.sheet ?? parts.find(({ part }) => part === 'sheet')?.value ?? ''}
            disabled={busy}
            onChange={(sheet) => change({ ...settings, sheet })}
          />
          <DialectParts
            parts={partsOf(format)}
            dialect={settings.dialect ?? before}
            before={before}
            decisions={parts}
            disabled={busy}
            onChange={correct}
          />
        </div>
        <div className="look-pane">
          <LookTable look={look} />
        </div>
      </div>
    </Dialog>
  );
}

/** The corrections so far, the first rows under them, and what is wrong still. */
function useCorrection({ datasetId, settings: found, preview, error: why }: Refused) {
  const { app, client, datasets } = useWorkspace();
  const [settings, setSettings] = useState<ReadSettings>(found);
  const [look, setLook] = useState(preview);
  const [error, setError] = useState<typeof why | null>(why);
  const [busy, setBusy] = useState(false);
  const looks = useRef(0);
  useEffect(
    () => () => {
      looks.current = -1;
    },
    [],
  );
  const change = async (next: ReadSettings) => {
    looks.current += 1;
    const number = looks.current;
    setSettings(next);
    const answer = await client.call('dataset.preview', { datasetId, settings: next });
    // An answer that comes late is about corrections of before.
    if (number !== looks.current) return;
    if (answer.ok) setLook(answer.value);
    setError(answer.ok ? null : answer.error);
  };
  const read = async () => {
    setBusy(true);
    const answer = await client.call('dataset.reread', { datasetId, settings });
    app.set((state) => ({ ...state, work: null }));
    if (looks.current < 0) return;
    setBusy(false);
    if (!answer.ok) return setError(answer.error.code === 'cancelled' ? null : answer.error);
    app.set((state) => ({ ...state, refused: null }));
    await datasets.show(answer.value, settings);
  };
  return { settings, look, error, busy, change: (next: ReadSettings) => void change(next), read };
}
