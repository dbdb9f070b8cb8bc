// The formats that a model can leave in, each with where it runs, and what was written.
import { useState } from 'react';
import type { ErrorReport } from '../../../core/errors';
import type { CommandInput, CommandOutput } from '../../../workbench/contract/commands';
import { text } from '../../i18n/text';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';

type Format = CommandInput<'run.export'>['format'];
type Written = NonNullable<CommandOutput<'run.export'>>;

const formats: readonly Format[] = ['saved-model', 'onnx', 'tfjs'];

export function ExportFormats({ runId }: { runId: string }) {
  const { client, app } = useWorkspace();
  const [busy, setBusy] = useState<Format | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);
  const [written, setWritten] = useState<Partial<Record<Format, Written>>>({});
  const write = async (format: Format) => {
    setBusy(format);
    setError(null);
    const answer = await client.call('run.export', { runId, format });
    setBusy(null);
    app.set((state) => ({ ...state, work: null }));
    if (!answer.ok) return setError(answer.error.code === 'cancelled' ? null : answer.error);
    const files = answer.value;
    if (files) setWritten((all) => ({ ...all, [format]: files }));
  };
  return (
    <section aria-labelledby="formats">
      <h2 id="formats">{text.exports.formats}</h2>
      <p className="quiet">{text.exports.contents}</p>
      {error && <Failure error={error} />}
      <ul className="formats">
        {formats.map((format) => {
          const { title, use } = text.exports.format[format];
          const done = written[format];
          return (
            <li key={format}>
              <div className="format-head">
                <div>
                  <h3>{title}</h3>
                  <p>{use}</p>
                </div>
                <Button disabled={busy !== null} onClick={() => void write(format)}>
                  {busy === format ? text.exports.writing : text.exports.write(title)}
                </Button>
              </div>
              {done && <WrittenFiles written={done} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function WrittenFiles({ written: { folder, files } }: { written: Written }) {
  return (
    <div className="written selectable" role="status">
      <p>
        <Icon name="check" size={14} />
        <span>{text.exports.written(files.length)}</span> <code>{folder}</code>
      </p>
      <ul>
        {files.map((file) => (
          <li key={file}>
            <code>{file}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
