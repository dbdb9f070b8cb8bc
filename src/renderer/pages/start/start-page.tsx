// The first page: a sample, a file, or a file of before.
import { formatCount } from '../../format/numbers';
import { formatAge } from '../../format/times';
import { shortcutLabel } from '../../frame/shortcuts';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { CacheLine } from './cache-line';

export function StartPage() {
  const { app, datasets } = useWorkspace();
  const opening = useStore(app, (state) => state.opening || state.openingName !== null);
  const door = useStore(app, (state) => state.info?.door ?? null);
  return (
    <div className="start-page">
      <div className="start-column">
        <header>
          <h1>{text.start.title}</h1>
          <p className="lead">{text.start.lead}</p>
          <div className="start-actions">
            <Button look="primary" icon="folder" disabled={opening} onClick={() => void datasets.choose()}>
              {text.start.open}
            </Button>
            {door === 'window' && (
              <Button
                disabled={opening}
                onClick={() => void datasets.chooseFolder()}
                title={text.start.folderHelp}
              >
                {text.start.folder}
              </Button>
            )}
            <span className="quiet">{text.start.drop(shortcutLabel('O'), shortcutLabel('V'))}</span>
          </div>
        </header>
        <Samples opening={opening} />
        <Recent opening={opening} />
        <CacheLine />
      </div>
    </div>
  );
}

function Samples({ opening }: { opening: boolean }) {
  const { app, datasets } = useWorkspace();
  const samples = useStore(app, (state) => state.samples);
  if (samples.length === 0) return null;
  return (
    <section aria-labelledby="samples">
      <h2 id="samples">{text.start.samples}</h2>
      <ul className="samples">
        {samples.map((sample) => (
          <li key={sample.id}>
            <button type="button" disabled={opening} onClick={() => void datasets.openSample(sample.id)}>
              <span className="tag">{text.start.tasks[sample.task]}</span>
              <strong>{sample.title}</strong>
              <span className="sample-text">{sample.description}</span>
              <span className="quiet">
                {text.start.sampleSize(formatCount(sample.rows), sample.columns, sample.target)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recent({ opening }: { opening: boolean }) {
  const { app, datasets } = useWorkspace();
  const recent = useStore(app, (state) => state.recent);
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{text.start.recent}</h2>
      <ul className="recent">
        {recent.slice(0, 6).map(({ path, name, openedAt }) => (
          <li key={path}>
            <button
              type="button"
              disabled={opening}
              title={path}
              onClick={() => void datasets.openRecent(path)}
            >
              <Icon name="table" size={14} />
              <strong>{name}</strong>
              <span className="quiet recent-path">{folderOf(path)}</span>
              <span className="quiet">{formatAge(openedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
