// The top bar: the open file, what happens now, the machine, and the switch between light and dark.
import { isOver } from '../../core/run/record';
import { formatBytes, formatCount } from '../format/numbers';
import { text } from '../i18n/text';
import { activeRun } from '../state/runs';
import { useStore } from '../state/store';
import { type ThemeChoice, themeChoices } from '../state/theme';
import { useWorkspace } from '../state/workspace';
import { Button, IconButton } from '../ui/button';
import type { IconName } from '../ui/icon';
import { Meter } from '../ui/meter';
import { Segments } from '../ui/segments';
import { DeviceLine } from './device-line';
import { shortcutLabel } from './shortcuts';

export function TopBar() {
  return (
    <header className="top-bar">
      <FileName />
      <RunState />
      <div className="top-end">
        <DeviceLine />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function FileName() {
  const { app, datasets } = useWorkspace();
  const dataset = useStore(app, (state) => state.dataset);
  if (!dataset) return <div className="file-name app-name">{text.appName}</div>;
  const { name, rows, columns, path } = dataset.profile;
  return (
    <div className="file-name">
      <button type="button" className="home" onClick={datasets.close} title={text.topBar.backToStart}>
        {text.appName}
      </button>
      <strong title={path}>{name}</strong>
      <span className="quiet file-size">{text.topBar.size(formatCount(rows), columns.length)}</span>
      <Button
        look="quiet"
        size="small"
        icon="folder"
        title={shortcutLabel('O')}
        onClick={() => void datasets.choose()}
      >
        {text.topBar.open}
      </Button>
    </div>
  );
}

/** What runs now: training, or other work such as reading a file; nothing otherwise. */
function RunState() {
  const { app, runs, live, reading, goTo } = useWorkspace();
  const work = useStore(app, (state) => state.work);
  const opening = useStore(app, (state) => state.opening);
  const name = useStore(app, (state) => state.openingName);
  const active = useStore(runs, activeRun);
  const number = useStore(runs, (state) => (active ? (state.numbers[active.id] ?? 0) : 0));
  const progress = useStore(live.progress, (state) => state);
  if (name === null && active && !isOver(active.state)) {
    const epoch = progress.runId === active.id ? progress.epoch : active.epochs;
    const planned = active.recipe.training.epochs;
    return (
      <button type="button" className="run-state" onClick={() => goTo('train')}>
        <span>{text.topBar.running(number, text.runStates[active.state], epoch, planned)}</span>
        <Meter share={epoch === 0 ? null : epoch / planned} label={text.topBar.progress} />
      </button>
    );
  }
  if (!work && !opening && name === null) return <div className="run-state" />;
  const phases: Record<string, string> = text.topBar.phases;
  const phase =
    name !== null ? text.data.opening(name) : work ? (phases[work.phase] ?? work.phase) : text.topBar.opening;
  const { bytes = null, share = null } = work ?? {};
  return (
    <div className="run-state" role="status">
      <span className="work-line">
        <span className="work-name" title={phase}>
          {phase}
        </span>
        {bytes && (
          <span className="quiet">
            {text.data.bytesRead(formatBytes(bytes.done), formatBytes(bytes.total))}
          </span>
        )}
        {bytes && (
          <IconButton icon="cross" label={text.data.cancelReading} onClick={() => void reading.cancel()} />
        )}
      </span>
      <Meter share={share} label={phase} />
    </div>
  );
}

const themeIcons: Record<ThemeChoice, IconName> = { system: 'screen', light: 'sun', dark: 'moon' };

function ThemeSwitch() {
  const { theme } = useWorkspace();
  const choice = useStore(theme.choice, (value) => value);
  return (
    <Segments
      label={text.theme.label}
      value={choice}
      options={themeChoices.map((value) => ({ value, title: text.theme[value], icon: themeIcons[value] }))}
      onChange={theme.choose}
    />
  );
}
