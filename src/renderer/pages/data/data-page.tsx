// The Data step: what Hone understood of the file, the target, the columns in use, and the first rows.
import type { Profile } from '../../../core/run/profile';
import { formatBytes, formatCount, formatPercent } from '../../format/numbers';
import { shortcutLabel, stepKey } from '../../frame/shortcuts';
import { text } from '../../i18n/text';
import { type DataView, dataViews } from '../../state/app-state';
import { useStore } from '../../state/store';
import { chooseTarget, roleOf, setRole } from '../../state/data-roles';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Segments } from '../../ui/segments';
import { Select } from '../../ui/select';
import { Warnings } from '../../ui/warnings';
import { BringMore } from './bring/bring-more';
import { PreviewTable } from './preview-table';
import { hasDialect } from './reading/part-control';
import { unsureBelow } from './reading/part-row';
import { ReadingMeter } from './reading/reading-meter';
import { ReadingPanel } from './reading/reading-panel';
import { UnderstandingPanel } from './understanding/understanding-panel';

export function DataPage() {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  const view = useStore(app, (state) => state.dataView);
  if (!profile) return null;
  return (
    <div className="data-page">
      <header className="step-head">
        <h1 title={profile.path}>{profile.name}</h1>
        <BringMore profile={profile} />
        <GoOn />
      </header>
      <FileFacts profile={profile} />
      <DataSettings profile={profile} />
      <ViewBar profile={profile} />
      {view === 'rows' && <Rows profile={profile} />}
      {view === 'reading' && <ReadingPanel profile={profile} />}
      {view === 'understanding' && <UnderstandingPanel />}
    </div>
  );
}

function Rows({ profile }: { profile: Profile }) {
  return (
    <>
      <Warnings label={text.data.warnings} warnings={profile.warnings} />
      <PreviewTable profile={profile} />
    </>
  );
}

/** What is looked at, and what in the reading of the file a person should see. */
function ViewBar({ profile }: { profile: Profile }) {
  const { app, reading, recipe } = useWorkspace();
  const view = useStore(app, (state) => state.dataView);
  const busy = useStore(reading.store, (state) => state.reading);
  const show = (next: DataView) => app.set((state) => ({ ...state, dataView: next }));
  const given = useStore(recipe.store, (state) => state.present?.data.dialect !== undefined);
  const doubts = view === 'reading' ? [] : doubtsOf(profile, given);
  return (
    <div className="view-bar">
      <Segments
        label={text.data.view}
        value={view}
        options={dataViews.map((value) => ({ value, title: text.data.views[value] }))}
        onChange={show}
      />
      {busy && view !== 'reading' && <ReadingMeter title={text.reading.reading} />}
      {doubts.length > 0 && !busy && (
        <p className="doubts">
          <Icon name="warning" size={14} />
          {doubts.join(' ')}{' '}
          <button type="button" className="link" onClick={() => show('reading')}>
            {text.data.check}
          </button>
        </p>
      )}
    </div>
  );
}

/** The least sure part of the decision, unless the person has decided, and how many rows did not fit. */
function doubtsOf({ reading }: Profile, given: boolean): string[] {
  const [least] = [...reading.parts].sort((one, other) => one.confidence - other.confidence);
  const titles: Record<string, string> = text.reading.parts;
  return [
    ...(least && !given && least.confidence < unsureBelow
      ? [text.data.unsure(titles[least.part] ?? least.part, formatPercent(least.confidence))]
      : []),
    ...(reading.rejectedRows > 0
      ? [text.data.rejected(reading.rejectedRows, formatCount(reading.rejectedRows))]
      : []),
  ];
}

/** Facts break between each other alone. */
function FileFacts({ profile }: { profile: Profile }) {
  return (
    <p className="quiet file-facts">
      {describeFile(profile).map((fact, i) => (
        <span key={i}>{fact}</span>
      ))}
    </p>
  );
}

/** Size and dialect of the file. */
function describeFile({ rows, columns, bytes, dialect, reading }: Profile): string[] {
  const { appended = [], joined = [], sheets } = reading;
  const more = [
    ...(appended.length > 0 ? [text.data.files(appended.length + 1)] : []),
    ...(joined.length > 0 ? [text.data.joined(joined.length)] : []),
  ];
  const sheet = reading.parts.find(({ part }) => part === 'sheet')?.value;
  const size = [
    text.data.size(formatCount(rows), formatCount(columns.length)),
    ...more,
    formatBytes(bytes),
    ...(sheets.length > 1 && sheet !== undefined ? [sheet] : []),
  ];
  if (!hasDialect(reading.format)) {
    const formats: Record<string, string> = text.reading.formats;
    return [...size, formats[reading.format] ?? reading.format];
  }
  const delimiters: Record<string, string> = text.data.delimiters;
  const delimiter = delimiters[dialect.delimiter] ?? text.data.otherDelimiter(dialect.delimiter);
  return [
    ...size,
    delimiter,
    dialect.quote === '' ? text.data.noQuote : text.data.quote(dialect.quote),
    dialect.headerRows > 0
      ? text.data.header(dialect.preambleLines + 1, dialect.headerRows)
      : text.data.noHeader,
    dialect.encoding.toUpperCase(),
  ];
}

function GoOn() {
  const { goTo } = useWorkspace();
  return (
    <Button look="primary" title={shortcutLabel(stepKey('train'))} onClick={() => goTo('train')}>
      {text.data.next}
    </Button>
  );
}

/** Nothing where no column could say how much a row counts. */
function RowWeights({ profile }: { profile: Profile }) {
  const { recipe } = useWorkspace();
  const data = useStore(recipe.store, (state) => state.present?.data ?? null);
  if (!data) return null;
  const columns = profile.columns.filter(
    ({ name, type, minimum }) => type === 'number' && name !== data.target && (minimum ?? -1) >= 0,
  );
  if (columns.length === 0) return null;
  const choose = (name: string) => {
    if (name !== '') setRole(recipe, name, 'weight');
    else setRole(recipe, data.weight, 'feature');
  };
  return (
    <div className="setting" data-path="data.weight" title={text.data.weightHelp}>
      <label htmlFor="data-weight">{text.data.weight}</label>
      <Select
        id="data-weight"
        value={data.weight}
        options={[
          { value: '', title: text.data.noWeight },
          ...columns.map(({ name }) => ({ value: name, title: name })),
        ]}
        onChange={choose}
      />
    </div>
  );
}

function DataSettings({ profile }: { profile: Profile }) {
  const { recipe } = useWorkspace();
  const present = useStore(recipe.store, (state) => state.present);
  if (!present) return null;
  const { data } = present;
  const { target, ignore } = data;
  const chooseTask = (task: string) => {
    recipe.seal();
    recipe.edit('data.task', task);
    recipe.seal();
  };
  return (
    <div className="data-settings">
      <div className="setting" data-path="data.target">
        <label htmlFor="data-target">{text.data.target}</label>
        <Select
          id="data-target"
          value={target}
          options={profile.columns.map(({ name }) => ({ value: name, title: name }))}
          onChange={(name) => chooseTarget(recipe, name)}
        />
      </div>
      <div className="setting" data-path="data.task">
        <label htmlFor="data-task">{text.data.task}</label>
        <Select
          id="data-task"
          value={data.task}
          options={(['auto', 'classification', 'regression'] as const).map((value) => ({
            value,
            title: text.data.tasks[value],
          }))}
          onChange={chooseTask}
        />
      </div>
      <RowWeights profile={profile} />
      <p className="quiet features" aria-live="polite">
        {text.data.features(
          profile.columns.filter(({ name }) => roleOf(data, name) === 'feature').length,
          ignore.length,
        )}
      </p>
    </div>
  );
}
