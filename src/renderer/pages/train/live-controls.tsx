// Values that may be changed while the run trains: half, double or a number of one's own, from the next epoch on.
import { useId, useState } from 'react';
import { livePaths, recipeAt } from '../../../core/recipe/live-changes';
import { getPath, listPaths, type RecipeField } from '../../../core/recipe/paths';
import type { RunRecord } from '../../../core/run/record';
import { parseNumber } from '../../forms/parse-number';
import { stepNumber } from '../../forms/step-number';
import { TextBox } from '../../forms/text-box';
import { formatInput, formatNumber } from '../../format/numbers';
import { titleOfPath } from '../../forms/field-words';
import { text } from '../../i18n/text';
import { type Orders, ordersOf } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';

/** Nothing but while the run trains or is paused. */
export function LiveControls({ run }: { run: RunRecord }) {
  const { runs } = useWorkspace();
  const orders = useStore(runs, (state) => ordersOf(state, run.id));
  if (run.state !== 'training' && run.state !== 'paused') return null;
  const present = recipeAt(run.recipe, Number.POSITIVE_INFINITY);
  const fields = livePaths.flatMap((path) => {
    const value = getPath(present, path);
    const field = listPaths().find((candidate) => candidate.path === path);
    return field && typeof value === 'number' ? [{ field, value }] : [];
  });
  return (
    <section className="live-controls" aria-label={text.live.title}>
      <header>
        <h3 title={text.live.help}>{text.live.title}</h3>
        <Ordered orders={orders} />
        {Object.keys(orders).length === 0 && <RateNow value={present.training.learningRate} />}
      </header>
      <div>
        {fields.map(({ field, value }) => (
          <LiveField
            key={field.path}
            run={run}
            field={field}
            value={orders[field.path] ?? value}
            ordered={field.path in orders}
          />
        ))}
      </div>
    </section>
  );
}

interface LiveFieldProps {
  run: RunRecord;
  field: RecipeField;
  /** The last that was ordered, else that in force: further presses build on it. */
  value: number;
  /** Whether the run has still to take the value. */
  ordered: boolean;
}

function LiveField({ run, field, value, ordered }: LiveFieldProps) {
  const { training } = useWorkspace();
  const id = useId();
  const [draft, setDraft] = useState<number | null>(null);
  const [message, setMessage] = useState('');
  const send = (next: number) => {
    setDraft(null);
    const inRange = Math.min(field.maximum ?? next, Math.max(field.minimum ?? next, next));
    const exact = Number(inRange.toPrecision(6));
    if (exact !== value) void training.changeLive(run.id, field.path, exact);
  };
  const isRate = field.path === 'training.learning-rate';
  const wanted = draft !== null && draft !== value;
  return (
    <form
      className={ordered ? 'live-field ordered' : 'live-field'}
      onSubmit={(event) => {
        event.preventDefault();
        if (message === '' && draft !== null) send(draft);
      }}
    >
      <label htmlFor={id}>{field.title}</label>
      <div className="live-control">
        {isRate && (
          <Button size="small" title={text.live.halve} onClick={() => send(value / 2)}>
            ×½
          </Button>
        )}
        <TextBox<number>
          id={id}
          value={draft ?? value}
          invalid={message !== ''}
          describedBy={message === '' ? undefined : `${id}-message`}
          format={formatInput}
          parse={(written) => parseNumber(written, field)}
          onChange={(parsed) => {
            setMessage('message' in parsed ? parsed.message : '');
            if ('value' in parsed) setDraft(parsed.value);
          }}
          onStep={(up) => setDraft(stepNumber(draft ?? value, field, up))}
          onLeave={() => {}}
        />
        {wanted && message === '' && (
          <button
            type="submit"
            className="icon-button apply"
            aria-label={text.live.applyTo(field.title)}
            title={text.live.applyTo(field.title)}
          >
            <Icon name="check" size={14} />
          </button>
        )}
        {isRate && (
          <Button size="small" title={text.live.double} onClick={() => send(value * 2)}>
            ×2
          </Button>
        )}
      </div>
      {message !== '' && (
        <p className="field-message" id={`${id}-message`} role="alert">
          {message}
        </p>
      )}
    </form>
  );
}

/** What holds from the next epoch on; in its place at all times, so that it is read out when it comes. */
function Ordered({ orders }: { orders: Orders }) {
  const list = Object.entries(orders).map(([path, value]) =>
    text.live.orderedTo(titleOfPath(path), formatInput(value)),
  );
  const told = list.length === 0 ? '' : text.live.ordered(list);
  return (
    <p className="ordered-now" aria-live="polite" title={told}>
      {told}
    </p>
  );
}

/** The rate of the last epoch where the schedule has made it another than the one that was set. */
function RateNow({ value }: { value: number }) {
  const { live } = useWorkspace();
  useStore(live.progress, (progress) => progress);
  const rate = live.columns.column('learningRate').at(-1);
  if (rate === undefined || Math.abs(rate - value) <= value * 1e-3) return null;
  return <span className="quiet rate-now">{text.live.rateNow(formatNumber(rate, 3))}</span>;
}
