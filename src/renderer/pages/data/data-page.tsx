// The Data step: what Hone understood of the file, the target, the columns in use, and the first rows.
import { getPath } from '../../../core/recipe/paths';
import type { Profile } from '../../../core/run/profile';
import { formatBytes, formatCount } from '../../format/numbers';
import { shortcutLabel } from '../../frame/shortcuts';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { chooseTarget } from '../../state/data-roles';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { Warnings } from '../../ui/warnings';
import { PreviewTable } from './preview-table';

export function DataPage() {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  if (!profile) return null;
  return (
    <div className="data-page">
      <header className="step-head">
        <div>
          <h1>{profile.name}</h1>
          <p className="quiet">{describeFile(profile)}</p>
        </div>
        <GoTrain />
      </header>
      <DataSettings profile={profile} />
      <Warnings label={text.data.warnings} warnings={profile.warnings} />
      <PreviewTable profile={profile} />
    </div>
  );
}

/** Size and dialect of the file in one line. */
function describeFile({ rows, columns, bytes, dialect }: Profile): string {
  const delimiters: Record<string, string> = text.data.delimiters;
  const delimiter = delimiters[dialect.delimiter] ?? text.data.otherDelimiter(dialect.delimiter);
  return [
    text.data.size(formatCount(rows), formatCount(columns.length)),
    formatBytes(bytes),
    delimiter,
    dialect.quote === '' ? text.data.noQuote : text.data.quote(dialect.quote),
    dialect.headerRows > 0 ? text.data.header : text.data.noHeader,
    dialect.encoding.toUpperCase(),
  ].join(' · ');
}

function GoTrain() {
  const { goTo } = useWorkspace();
  return (
    <Button look="primary" title={shortcutLabel('2')} onClick={() => goTo('train')}>
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
    recipe.seal();
    recipe.edit('data.weight', name);
    recipe.seal();
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
  const { target, ignore, weight } = present.data;
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
          value={String(getPath(present, 'data.task'))}
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
          profile.columns.filter(({ name }) => ![target, weight, ...ignore].includes(name)).length,
          ignore.length,
        )}
      </p>
    </div>
  );
}
