// How much is kept of tables that were read before, and the way to forget it.
import { useEffect, useState } from 'react';
import { formatBytes } from '../../format/numbers';
import { text } from '../../i18n/text';
import { useWorkspace } from '../../state/workspace';

/** Nothing where nothing is kept. */
export function CacheLine() {
  const { ask, notices } = useWorkspace();
  const [bytes, setBytes] = useState(0);
  useEffect(() => {
    let current = true;
    void ask('cache.info', {}).then((info) => {
      if (current && info) setBytes(info.bytes);
    });
    return () => {
      current = false;
    };
  }, [ask]);
  if (bytes === 0) return null;
  const clear = async () => {
    const freed = await ask('cache.clear', { project: null });
    if (!freed) return;
    setBytes(Math.max(0, bytes - freed.bytes));
    notices.note(text.start.cacheCleared(formatBytes(freed.bytes)));
  };
  return (
    <p className="quiet cache-line">
      {text.start.cache(formatBytes(bytes))}
      <button type="button" className="link" onClick={() => void clear()}>
        {text.start.clearCache}
      </button>
    </p>
  );
}
