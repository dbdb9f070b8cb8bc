// A large file while it is read: its first rows, how far the reading is, and the way to end it.
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { LookTable } from '../data/reading/look-table';
import { ReadingMeter } from '../data/reading/reading-meter';

export function OpeningPage() {
  const { app } = useWorkspace();
  const beginning = useStore(app, (state) => state.beginning);
  if (!beginning) return null;
  const { preview } = beginning;
  return (
    <div className="opening-page">
      <h1>{preview.name}</h1>
      <ReadingMeter title={text.reading.reading} />
      <p className="quiet">{text.data.beginning(preview.rows.length)}</p>
      <LookTable look={preview} />
    </div>
  );
}
