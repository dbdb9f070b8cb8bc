// Files dropped anywhere on the window are opened as one table.
import { useEffect, useState } from 'react';
import { text } from '../i18n/text';
import { useWorkspace } from '../state/workspace';
import { Icon } from '../ui/icon';

export function DropZone() {
  const { datasets } = useWorkspace();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const track = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'dragenter') depth += 1;
      if (event.type === 'dragleave') depth -= 1;
      if (event.type === 'drop') {
        depth = 0;
        const files = [...event.dataTransfer.files];
        if (files.length > 0) void datasets.openDropped(files);
      }
      setOver(depth > 0);
    };
    const kinds = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) window.addEventListener(kind, track);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, track);
    };
  }, [datasets]);
  if (!over) return null;
  return (
    <div className="drop-zone">
      <div>
        <Icon name="table" size={32} />
        <p>{text.start.dropNow}</p>
      </div>
    </div>
  );
}
