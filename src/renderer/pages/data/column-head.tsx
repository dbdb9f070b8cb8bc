// The head of a column: name, type, part in the recipe, and its values at a glance.
import type { ColumnProfile } from '../../../core/run/profile';
import { formatCount, formatNumber, formatPercent } from '../../format/numbers';
import { formatDay } from '../../format/times';
import { text } from '../../i18n/text';
import { chooseTarget, type ColumnRole, setFeature } from '../../state/data-roles';
import { useWorkspace } from '../../state/workspace';
import { IconButton } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { ValuePicture } from './value-picture';

export interface ColumnHeadProps {
  column: ColumnProfile;
  /** Place in the table, counting from 1. */
  index: number;
  rows: number;
  role: ColumnRole;
  /** The type was set by hand. */
  typed: boolean;
  onAbout(name: string): void;
}

export function ColumnHead({ column, index, rows, role, typed, onAbout }: ColumnHeadProps) {
  const { name, type, missing, distinct, evidence } = column;
  const share = rows === 0 ? 0 : missing / rows;
  return (
    <th className={`column ${lookOf(role)}`} scope="col" aria-colindex={index}>
      <div className="column-top">
        <span
          className={typed ? 'column-type typed' : 'column-type'}
          title={`${text.data.types[type]}. ${evidence}`}
        >
          <span aria-hidden="true">{text.data.typeMarks[type]}</span>
          <span className="visually-hidden">{text.data.types[type]}</span>
        </span>
        <button
          type="button"
          className="column-name"
          aria-haspopup="dialog"
          title={text.columns.about(name)}
          onClick={() => onAbout(name)}
        >
          {name}
        </button>
        <RoleControls name={name} role={role} />
      </div>
      <div className="column-facts">
        <span>{text.data.distinct(formatCount(distinct))}</span>
        {missing > 0 && (
          <span className="gaps" title={text.data.missingCount(formatCount(missing))}>
            {text.data.missingShare(formatPercent(share))}
          </span>
        )}
      </div>
      <ValuePicture column={column} />
      <Range column={column} />
    </th>
  );
}

/** Columns that the model does not see look alike. */
export function lookOf(role: ColumnRole): 'target' | 'feature' | 'ignored' {
  return role === 'target' || role === 'feature' ? role : 'ignored';
}

function Range({ column }: { column: ColumnProfile }) {
  const { minimum, maximum, mean, type, top, distinct } = column;
  if (minimum === null || maximum === null)
    return (
      <div className="column-range">
        {distinct > top.length ? text.data.moreValues(formatCount(distinct - top.length)) : '\u00a0'}
      </div>
    );
  const show = type === 'date' ? formatDay : (value: number) => formatNumber(value, 4);
  return (
    <div className="column-range" title={text.data.rangeHelp}>
      <span>{show(minimum)}</span>
      {mean !== null && type !== 'date' && <span className="mean">{text.data.mean(show(mean))}</span>}
      <span>{show(maximum)}</span>
    </div>
  );
}

function RoleControls({ name, role }: { name: string; role: ColumnRole }) {
  const { recipe } = useWorkspace();
  if (role === 'target') return <span className="tag accent">{text.data.target}</span>;
  if (role !== 'feature' && role !== 'ignore') return <span className="tag">{text.data.roles[role]}</span>;
  return (
    <span className="role-controls">
      <IconButton
        icon="target"
        label={text.data.makeTarget(name)}
        onClick={() => chooseTarget(recipe, name)}
      />
      <Switch
        checked={role === 'feature'}
        label={text.data.use(name)}
        onChange={(used) => setFeature(recipe, name, used)}
      />
    </span>
  );
}
