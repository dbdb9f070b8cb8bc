// All about one column: how it is read, its part, what it is meant as and why, and its figures.
import { type ColumnProfile, quantileShares } from '../../../core/run/profile';
import { formatCount, formatNumber, formatPercent } from '../../format/numbers';
import { formatDay } from '../../format/times';
import { text } from '../../i18n/text';
import { columnRoles, type ColumnRole, roleOf, setRole } from '../../state/data-roles';
import { settingsOf } from '../../state/read-settings';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';
import { TableHead } from '../../ui/table-head';

const types = ['number', 'category', 'boolean', 'date', 'text'] as const;

export function ColumnDialog({
  column,
  rows,
  onClose,
}: {
  column: ColumnProfile;
  rows: number;
  onClose(): void;
}) {
  const { reading } = useWorkspace();
  const busy = useStore(reading.store, (state) => state.reading);
  const error = useStore(reading.store, (state) => state.error);
  return (
    <Dialog title={column.name} className="column-dialog" onClose={onClose}>
      <div className="column-settings">
        <TypeSetting column={column} busy={busy} />
        <RoleSetting name={column.name} />
      </div>
      {busy && (
        <p className="quiet" role="status">
          {text.columns.rereading}
        </p>
      )}
      {error && <Failure error={error} />}
      <Facts column={column} rows={rows} />
      <Quantiles column={column} />
      <Frequent column={column} rows={rows} />
    </Dialog>
  );
}

const asFound = '';

function TypeSetting({ column: { name, type }, busy }: { column: ColumnProfile; busy: boolean }) {
  const { reading, recipe } = useWorkspace();
  const given = useStore(
    recipe.store,
    ({ present }) => present?.data.types.find((entry) => entry.column === name)?.type ?? asFound,
  );
  const choose = (chosen: string) => {
    const { present } = recipe.store.get();
    if (!present) return;
    const others = present.data.types.filter((entry) => entry.column !== name);
    const one = types.find((known) => known === chosen);
    const settings = settingsOf(present);
    void reading.readBy({ ...settings, types: one ? [...others, { column: name, type: one }] : others });
  };
  return (
    <>
      <label htmlFor="column-type">{text.columns.type}</label>
      <Select
        id="column-type"
        value={given}
        disabled={busy}
        options={[
          {
            value: asFound,
            title: given === asFound ? text.columns.found(text.data.types[type]) : text.columns.leaveToFind,
          },
          ...types.map((value) => ({ value, title: text.data.types[value] })),
        ]}
        onChange={choose}
      />
    </>
  );
}

function RoleSetting({ name }: { name: string }) {
  const { recipe } = useWorkspace();
  const data = useStore(recipe.store, (state) => state.present?.data ?? null);
  if (!data) return null;
  const role = roleOf(data, name);
  return (
    <>
      <label htmlFor="column-role">{text.columns.role}</label>
      <Select
        id="column-role"
        value={role}
        disabled={role === 'target'}
        describedBy="column-role-help"
        options={columnRoles.map((value) => ({ value, title: text.data.roles[value] }))}
        onChange={(value) => setRole(recipe, name, value as ColumnRole)}
      />
      <p className="quiet" id="column-role-help">
        {text.columns.roleHelp[role]} {role === 'target' && text.columns.targetRole}
      </p>
    </>
  );
}

function Facts({ column, rows }: { column: ColumnProfile; rows: number }) {
  const { kind, evidence, missing, distinct, mean, deviation, skewness, outliers, meanLength, type } = column;
  const isNumber = type === 'number';
  const facts: [string, string][] = [
    [text.columns.evidence, `${text.columns.kinds[kind]}. ${evidence}`],
    [
      text.columns.missing,
      text.columns.missingOf(formatCount(missing), formatPercent(rows === 0 ? 0 : missing / rows)),
    ],
    [text.columns.distinct, formatCount(distinct)],
  ];
  if (isNumber && mean !== null) facts.push([text.columns.mean, formatNumber(mean)]);
  if (isNumber && deviation !== null) facts.push([text.columns.deviation, formatNumber(deviation)]);
  if (isNumber && skewness !== null) facts.push([text.columns.skewness, formatNumber(skewness, 3)]);
  if (outliers) facts.push([text.columns.outliers, outliersInWords(outliers)]);
  if (meanLength !== null)
    facts.push([text.columns.length, text.columns.characters(formatNumber(meanLength, 3))]);
  return (
    <dl className="column-facts-list selectable">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function outliersInWords({ count, far, low, high }: NonNullable<ColumnProfile['outliers']>): string {
  if (count === 0) return text.columns.noOutliers;
  const bounds = [formatNumber(low), formatNumber(high)] as const;
  return text.columns.outliersOf(formatCount(count), formatCount(far), ...bounds);
}

function Quantiles({ column }: { column: ColumnProfile }) {
  const { quantiles, minimum, maximum, type } = column;
  if (quantiles.length !== quantileShares.length || minimum === null || maximum === null) return null;
  const show = type === 'date' ? formatDay : (value: number) => formatNumber(value);
  const all = [
    [text.columns.minimum, minimum] as const,
    ...quantileShares.map((share, i) => [formatPercent(share), quantiles[i] ?? Number.NaN] as const),
    [text.columns.maximum, maximum] as const,
  ];
  return (
    <div className="quantiles" role="region" aria-label={text.columns.quantiles} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{text.columns.quantiles}</caption>
        <TableHead cells={all.map(([name]) => name)} />
        <tbody>
          <tr>
            {all.map(([name, value]) => (
              <td key={name}>{show(value)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Frequent({ column: { top }, rows }: { column: ColumnProfile; rows: number }) {
  if (top.length === 0) return null;
  return (
    <section className="frequent" aria-label={text.columns.frequent}>
      <h3>{text.columns.frequent}</h3>
      <ol>
        {top.map(({ value, count }) => (
          <li key={value}>
            <span className="category selectable">{value}</span>
            <span className="quiet">
              {text.columns.missingOf(formatCount(count), formatPercent(count / Math.max(1, rows)))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
