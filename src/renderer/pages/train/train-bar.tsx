// Starts a run and steers it; shows how far it is. Always of the same height, so that nothing below it moves.
import { useState } from 'react';
import { plannedPretraining } from '../../../core/recipe/planned-pretraining';
import type { RunRecord } from '../../../core/run/record';
import { formatCount } from '../../format/numbers';
import { formatDuration } from '../../format/times';
import { shortcutLabel } from '../../frame/shortcuts';
import { text } from '../../i18n/text';
import type { Progress } from '../../state/live-run';
import { activeRun, type RunCommand } from '../../state/runs';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { Button } from '../../ui/button';
import { Meter } from '../../ui/meter';
import { PreflightDialog } from './preflight/preflight-dialog';

export function TrainBar() {
  const { runs } = useWorkspace();
  const active = useStore(runs, activeRun);
  return <div className="train-bar">{active ? <ActiveBar run={active} /> : <IdleBar />}</div>;
}

function IdleBar() {
  const { runs, recipe, training } = useWorkspace();
  const starting = useStore(runs, (state) => state.starting);
  const invalid = useStore(recipe.store, (state) => Object.keys(state.invalid).length);
  const epochs = useStore(recipe.store, (state) => state.present?.training.epochs ?? 0);
  return (
    <>
      <Button
        look="primary"
        icon="play"
        disabled={starting || invalid > 0}
        title={shortcutLabel('↵')}
        onClick={() => void training.start()}
      >
        {starting ? text.train.starting : text.train.start}
      </Button>
      <CheckButton disabled={starting || invalid > 0} />
      <span className={invalid > 0 ? 'bad' : 'quiet'}>
        {invalid > 0
          ? text.train.invalidFields(invalid)
          : text.train.ready(formatCount(epochs), shortcutLabel('↵'))}
      </span>
    </>
  );
}

function CheckButton({ disabled }: { disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon="check"
        disabled={disabled}
        title={text.preflight.about}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {text.preflight.run}
      </Button>
      {open && <PreflightDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ActiveBar({ run }: { run: RunRecord }) {
  const { live, runs, training } = useWorkspace();
  const progress = useStore(live.progress, (state) => state);
  const selected = useStore(runs, (state) => state.selected);
  const number = useStore(runs, (state) => state.numbers[run.id] ?? 0);
  const inView = selected === run.id;
  const epoch = inView ? progress.epoch : run.epochs;
  const planned = run.recipe.training.epochs;
  const pretraining = inView && epoch === 0 ? progress.pretrained : 0;
  const share = pretraining > 0 ? pretraining / plannedPretraining(run.recipe) : epoch / planned;
  return (
    <>
      <RunControls run={run} />
      <div className="progress">
        <div className="progress-line">
          <strong>{describeEpoch(run, epoch, pretraining)}</strong>
          {inView ? (
            <span>{describeRest(run, progress)}</span>
          ) : (
            <button type="button" className="link" onClick={() => training.select(run.id)}>
              {text.train.show(number)}
            </button>
          )}
        </div>
        <Meter share={share === 0 ? null : share} label={text.train.progress} />
        <span className="quiet progress-speed">{inView ? describeSpeed(run, progress) : ''}</span>
      </div>
    </>
  );
}

function describeEpoch(run: RunRecord, epoch: number, pretraining: number): string {
  const { recipe, state } = run;
  if (epoch > 0) return text.train.epochOf(formatCount(epoch), formatCount(recipe.training.epochs));
  if (pretraining === 0) return text.runStates[state];
  return text.train.pretrainingOf(formatCount(pretraining), formatCount(plannedPretraining(recipe)));
}

/** Time left, or why none passes. */
function describeRest({ state }: RunRecord, { secondsLeft }: Progress): string {
  if (state === 'stopping' || state === 'paused') return text.runStates[state];
  return secondsLeft === null ? '' : text.train.left(formatDuration(secondsLeft));
}

/** Seconds an epoch and rows a second, as far as they are known. */
function describeSpeed({ state, rows }: RunRecord, { secondsPerEpoch }: Progress): string {
  if (state === 'stopping') return text.train.stoppingNow;
  const parts: string[] = [];
  if (secondsPerEpoch > 0) parts.push(text.train.perEpoch(formatDuration(secondsPerEpoch)));
  if (secondsPerEpoch > 0 && rows)
    parts.push(text.train.rowsPerSecond(formatCount(Number((rows.train / secondsPerEpoch).toPrecision(2)))));
  return parts.join(' · ');
}

function RunControls({ run }: { run: RunRecord }) {
  const { runs, training } = useWorkspace();
  const pending = useStore(runs, (state) => state.pending[run.id]);
  const send = (command: RunCommand) => () => void training.control(run.id, command);
  const ending = run.state === 'stopping' || pending === 'stop' || pending === 'cancel';
  const paused = run.state === 'paused';
  return (
    <div className="run-controls">
      <Button icon="stop" disabled={ending} title={text.train.stopHelp} onClick={send('stop')}>
        {run.state === 'stopping' || pending === 'stop' ? text.train.stopping : text.train.stop}
      </Button>
      {paused ? (
        <Button
          icon="play"
          disabled={ending || pending === 'resume'}
          title={text.train.resume}
          onClick={send('resume')}
        >
          {text.train.resume}
        </Button>
      ) : (
        <Button
          icon="pause"
          disabled={ending || pending === 'pause' || run.state !== 'training'}
          title={text.train.pause}
          onClick={send('pause')}
        >
          {pending === 'pause' ? text.train.pausing : text.train.pause}
        </Button>
      )}
      <Button
        icon="cross"
        disabled={pending === 'cancel'}
        title={text.train.cancelHelp}
        onClick={send('cancel')}
      >
        {pending === 'cancel' ? text.train.cancelling : text.cancel}
      </Button>
    </div>
  );
}
