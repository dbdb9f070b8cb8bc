// The learning-rate range test: starts it, shows the loss over the rate, and takes the suggested rate over.
import { useCallback, useState } from 'react';
import { RATE_STEPS } from '../../../../core/run/judge-rate-test';
import type { RateTest } from '../../../../core/run/rate-test';
import { Plot } from '../../../charts/plot';
import { formatInput, formatNumber } from '../../../format/numbers';
import { text } from '../../../i18n/text';
import { useStore } from '../../../state/store';
import { useWorkspace } from '../../../state/workspace';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { Meter } from '../../../ui/meter';
import { Segments } from '../../../ui/segments';
import { rateOption } from './rate-option';
import { RateTable } from './rate-table';

export function RateTestDialog({ onClose }: { onClose(): void }) {
  const { experiments } = useWorkspace();
  const test = useStore(experiments.store, (state) => state.rates);
  const [form, setForm] = useState<'charts' | 'table'>('charts');
  const points = test?.points.length ?? 0;
  return (
    <Dialog
      title={text.rates.title}
      className="wide"
      onClose={onClose}
      tools={
        points > 0 && (
          <Segments
            label={text.charts.form}
            value={form}
            options={[
              { value: 'charts', title: text.rates.chart },
              { value: 'table', title: text.charts.table },
            ]}
            onChange={(shown) => setForm(shown)}
          />
        )
      }
      footer={<Actions test={test} onClose={onClose} />}
    >
      <p className="quiet">{text.rates.about}</p>
      {test?.error && <Failure error={test.error} />}
      {points === 0 ? (
        <div className="chart rates nothing-yet">{test?.state === 'running' ? text.rates.preparing : ''}</div>
      ) : form === 'charts' ? (
        <RateChart test={test as RateTest} />
      ) : (
        <RateTable test={test as RateTest} />
      )}
      {/* Keeps its height, so that the result moves nothing. */}
      <div className="outcome" aria-live="polite">
        {test?.state === 'running' ? (
          <Meter share={points === 0 ? null : points / RATE_STEPS} label={text.rates.progress} />
        ) : (
          <p className="selectable">{describe(test)}</p>
        )}
      </div>
    </Dialog>
  );
}

function describe(test: RateTest | null): string {
  if (!test) return text.rates.nothingYet;
  if (test.state === 'cancelled') return text.rates.cancelled;
  return test.state === 'done' ? test.explanation : '';
}

function RateChart({ test }: { test: RateTest }) {
  const option = useCallback(
    (palette: Parameters<typeof rateOption>[1]) => rateOption(test, palette),
    [test],
  );
  return <Plot className="rates" option={option} summary={summarize(test)} />;
}

function summarize({ points, suggested }: RateTest): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return text.rates.nothingYet;
  const range = text.rates.summary(points.length, formatInput(first.rate), formatNumber(last.rate, 3));
  return suggested === null ? range : `${range} ${text.rates.suggestion(formatInput(suggested))}`;
}

function Actions({ test, onClose }: { test: RateTest | null; onClose(): void }) {
  const { experiments, recipe, notices } = useWorkspace();
  const invalid = useStore(recipe.store, (state) => Object.keys(state.invalid).length > 0);
  if (test?.state === 'running')
    return <Button onClick={() => void experiments.cancelRates()}>{text.cancel}</Button>;
  const suggested = test?.state === 'done' ? test.suggested : null;
  const use = (rate: number) => {
    recipe.seal();
    recipe.mark('training.learning-rate', '');
    recipe.edit('training.learning-rate', rate);
    recipe.seal();
    notices.note(text.rates.taken(formatInput(rate)));
    onClose();
  };
  return (
    <>
      <Button
        look={suggested === null ? 'primary' : 'plain'}
        disabled={invalid}
        title={invalid ? text.train.fixFields : undefined}
        onClick={() => void experiments.testRates()}
      >
        {test ? text.rates.again : text.rates.start}
      </Button>
      {suggested !== null && (
        <Button look="primary" onClick={() => use(suggested)}>
          {text.rates.use(formatInput(suggested))}
        </Button>
      )}
    </>
  );
}
