// The measured devices side by side: a bar for the planned run, the figures behind it, and the way to use one.
import { applyChanges } from '../../../core/recipe/paths';
import type { Comparison, Measurement } from '../../../core/run/comparison';
import { candidateName } from '../../../core/run/judge-comparison';
import { formatCount, formatNumber } from '../../format/numbers';
import { formatDuration } from '../../format/times';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { TableHead } from '../../ui/table-head';

export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { measurements, recommended, sameLoss } = comparison;
  const slowest = Math.max(0, ...measurements.map(({ runSeconds }) => runSeconds ?? 0));
  return (
    <table className="comparison">
      <TableHead
        cells={[
          text.devices.device,
          text.devices.plannedRun,
          { title: text.devices.epoch, className: 'figure' },
          { title: text.devices.compile, className: 'figure wide' },
          {
            title: text.devices.sameLoss,
            className: 'figure wide',
            help: sameLoss === null ? undefined : text.devices.sameLossHelp(formatNumber(sameLoss)),
          },
          { title: text.devices.rate, className: 'figure wide' },
          null,
        ]}
      />
      <tbody>
        {measurements.map((one) => (
          <MeasurementRow
            key={one.candidate.id}
            measurement={one}
            slowest={slowest}
            recommended={one.candidate.id === recommended}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  measurement: Measurement;
  /** Seconds of the longest planned run. */
  slowest: number;
  recommended: boolean;
}

function MeasurementRow({ measurement, slowest, recommended }: RowProps) {
  const { candidate, state, epochSeconds, compileSeconds, lossSeconds, rowsPerSecond, error } = measurement;
  const seconds = (value: number | null) => (value === null ? text.unknown : formatDuration(value));
  return (
    <tr className={recommended ? `${state} recommended` : state}>
      <th scope="row">
        {candidateName(candidate)}
        {recommended && <span className="tag">{text.devices.recommended}</span>}
      </th>
      {error ? (
        <td colSpan={5} className="measurement-error">
          {error.message}
        </td>
      ) : (
        <>
          <td>
            <RunBar measurement={measurement} slowest={slowest} />
          </td>
          <td className="figure">{epochSeconds === null ? text.unknown : epochText(epochSeconds)}</td>
          <td className="figure wide">{seconds(compileSeconds)}</td>
          <td className="figure wide">{seconds(lossSeconds)}</td>
          <td className="figure wide">
            {rowsPerSecond === null ? text.unknown : formatCount(Math.round(rowsPerSecond))}
          </td>
        </>
      )}
      <td className="figure">
        {state === 'done' && <UseButton measurement={measurement} recommended={recommended} />}
      </td>
    </tr>
  );
}

function RunBar({ measurement: { runSeconds, state }, slowest }: Omit<RowProps, 'recommended'>) {
  if (runSeconds === null)
    return <span className="quiet">{state === 'running' ? text.devices.warmingUp : text.unknown}</span>;
  return (
    <span className="run-bar">
      <span style={{ transform: `scaleX(${slowest > 0 ? runSeconds / slowest : 0})` }} />
      <b>{formatDuration(runSeconds)}</b>
    </span>
  );
}

/** Puts the device into the recipe as one step that can be undone. */
function UseButton({ measurement: { candidate }, recommended }: Omit<RowProps, 'slowest'>) {
  const { recipe, notices } = useWorkspace();
  const present = useStore(recipe.store, (state) => state.present);
  if (!present) return null;
  const changed = applyChanges(present, candidate.changes);
  const inUse = JSON.stringify(changed.hardware) === JSON.stringify(present.hardware);
  const use = () => {
    recipe.change(changed);
    notices.note(text.devices.taken(candidateName(candidate)));
  };
  return (
    <Button
      size="small"
      look={recommended ? 'primary' : 'plain'}
      disabled={inUse}
      aria-label={text.devices.useThis(candidateName(candidate))}
      onClick={use}
    >
      {inUse ? text.devices.inRecipe : text.devices.use}
    </Button>
  );
}

function epochText(seconds: number): string {
  return seconds < 1 ? text.devices.milliseconds(formatNumber(seconds * 1000, 3)) : formatDuration(seconds);
}
