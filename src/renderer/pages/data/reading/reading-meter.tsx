// How far the reading of a file is, in bytes, and the way to end it.
import { formatBytes } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Meter } from '../../../ui/meter';

export function ReadingMeter({ title }: { title: string }) {
  const { app, reading } = useWorkspace();
  const work = useStore(app, (state) => state.work);
  return (
    <div className="draft-bar reading-meter" role="status">
      <p>
        {title}
        {work?.bytes && (
          <span className="quiet bytes">
            {text.data.bytesRead(formatBytes(work.bytes.done), formatBytes(work.bytes.total))}
          </span>
        )}
      </p>
      <Meter share={work?.share ?? null} label={title} />
      <Button size="small" onClick={() => void reading.cancel()}>
        {text.cancel}
      </Button>
    </div>
  );
}
