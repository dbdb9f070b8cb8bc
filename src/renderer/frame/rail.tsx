// The steps in the order of the work, each with its state.
import type { Finding } from '../../core/run/finding';
import { text } from '../i18n/text';
import { type Step, steps } from '../state/app-state';
import { activeRun, hasModel, type RunsState, selectedRun } from '../state/runs';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Icon, type IconName } from '../ui/icon';
import { shortcutLabel } from './shortcuts';

type StepState = 'open' | 'done' | 'attention' | 'running';

const icons: Record<Step, IconName> = {
  data: 'table',
  prepare: 'funnel',
  train: 'curve',
  diagnose: 'pulse',
  export: 'box',
  devices: 'chip',
};
const marks: Record<StepState, IconName | null> = {
  open: null,
  done: 'check',
  attention: 'warning',
  running: 'dot',
};

export function Rail() {
  const { app, goTo } = useWorkspace();
  const current = useStore(app, (state) => state.step);
  const states = useStepStates();
  return (
    <nav className="rail" aria-label={text.rail.label}>
      <ol>
        {steps.map((step, i) => (
          <li key={step}>
            <button
              type="button"
              aria-current={step === current ? 'step' : undefined}
              title={`${text.steps[step]} (${shortcutLabel(String(i + 1))})`}
              onClick={() => goTo(step)}
            >
              <Icon name={icons[step]} size={18} />
              <span className="rail-title">{text.steps[step]}</span>
              <StepMark state={states[step]} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepMark({ state }: { state: StepState }) {
  const mark = marks[state];
  return (
    <span className={`step-mark ${state}`} title={text.rail.states[state]}>
      {mark && <Icon name={mark} size={14} />}
      <span className="visually-hidden">{text.rail.states[state]}</span>
    </span>
  );
}

function useStepStates(): Record<Step, StepState> {
  const { app, runs, recipe } = useWorkspace();
  const warnings = useStore(app, (state) => (state.dataset?.profile.warnings.length ?? 0) > 0);
  const invalid = useStore(recipe.store, (state) => Object.keys(state.invalid).length > 0);
  const comparing = useStore(app, (state) => state.comparison?.state === 'running');
  const state = useStore(runs, (all) => all);
  const trained = state.list.some(hasModel);
  return {
    data: warnings ? 'attention' : 'done',
    prepare: trained ? 'done' : 'open',
    train: activeRun(state) ? 'running' : invalid ? 'attention' : trained ? 'done' : 'open',
    diagnose: diagnosisState(state),
    export: 'open',
    devices: comparing ? 'running' : 'open',
  };
}

function diagnosisState(state: RunsState): StepState {
  const run = selectedRun(state);
  const findings = run ? state.findings[run.id] : undefined;
  if (!run || !hasModel(run) || !findings || findings.length === 0) return 'open';
  return findings.some(isTrouble) ? 'attention' : 'done';
}

function isTrouble({ severity }: Finding): boolean {
  return severity === 'warning' || severity === 'critical' || severity === 'error';
}
