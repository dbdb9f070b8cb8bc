// The advisor, always at the right: what the run in view suffers from and what to try, or what the next run will do.
import { useState } from 'react';
import { diffRecipes, type RecipeChange } from '../../core/recipe/diff';
import { formatValue, listPaths } from '../../core/recipe/paths';
import { isOver, type RunRecord } from '../../core/run/record';
import { showValue, titleOfPath } from '../forms/field-words';
import { text } from '../i18n/text';
import { EffectDialog } from '../pages/train/effect/effect-dialog';
import { FoldsDialog } from '../pages/train/folds/folds-dialog';
import { selectedRun } from '../state/runs';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { FindingCard } from './finding-card';
import { describePlan } from './plan';

export function Advisor() {
  const { runs } = useWorkspace();
  const run = useStore(runs, selectedRun);
  return (
    <aside className="advisor" aria-label={text.advisor.title}>
      <header className="pane-head">
        <h2 className="pane-title">{text.advisor.title}</h2>
      </header>
      <div className="advisor-scroll">
        {run && <RunFindings run={run} />}
        <Changes />
        <Plan />
      </div>
    </aside>
  );
}

function RunFindings({ run }: { run: RunRecord }) {
  const { runs, goTo } = useWorkspace();
  const number = useStore(runs, (state) => state.numbers[run.id] ?? 0);
  const findings = useStore(runs, (state) => state.findings[run.id]);
  const empty = isOver(run.state) ? text.advisor.nothingFound : text.advisor.watching;
  return (
    <section aria-label={text.advisor.findings(number)}>
      <h3>{text.advisor.findings(number)}</h3>
      {findings && findings.length > 0 ? (
        <>
          <ul className="findings" aria-live="polite">
            {findings.map((finding) => (
              <FindingCard key={finding.rule} finding={finding} brief />
            ))}
          </ul>
          <button type="button" className="link" onClick={() => goTo('diagnose')}>
            {text.advisor.evidence}
          </button>
        </>
      ) : (
        <p className="quiet">{run.error ? text.advisor.failed : empty}</p>
      )}
    </section>
  );
}

/** What the recipe under edit changes against the last run. */
function Changes() {
  const { recipe, runs, training } = useWorkspace();
  const present = useStore(recipe.store, (state) => state.present);
  const last = useStore(runs, (state) => state.list[0] ?? null);
  const number = useStore(runs, (state) => (last ? (state.numbers[last.id] ?? 0) : 0));
  const [measuring, setMeasuring] = useState(false);
  if (!present || !last) return null;
  const changes = diffRecipes(last.recipe, present).filter(isTelling);
  const measurable = changes.filter(({ path }) => !isRecord(path));
  // What a run recorded is not in the form unless its recipe is taken over.
  const live = present.training.changes.length === 0 ? last.recipe.training.changes.length : 0;
  return (
    <section aria-label={text.advisor.changes(number)}>
      <h3>{text.advisor.changes(number)}</h3>
      {changes.length === 0 ? (
        live === 0 && <p className="quiet">{text.advisor.noChanges}</p>
      ) : (
        <>
          <dl className="changes">
            {changes.map(({ path, before, after }) => (
              <div key={path} title={path}>
                <dt>{titleOfPath(path)}</dt>
                <dd>
                  <del>{before === '' ? text.unknown : showValue(path, before)}</del>
                  <span aria-hidden="true"> → </span>
                  <ins>{after === '' ? text.unknown : showValue(path, after)}</ins>
                </dd>
              </div>
            ))}
          </dl>
          <div className="change-actions">
            <button type="button" className="link" onClick={() => training.useRecipe(last)}>
              {text.advisor.takeBack}
            </button>
            {measurable.length > 0 && (
              <button
                type="button"
                className="link"
                aria-haspopup="dialog"
                onClick={() => setMeasuring(true)}
              >
                {text.effect.open}
              </button>
            )}
          </div>
        </>
      )}
      {live > 0 && <p className="quiet">{text.advisor.withoutLive(live)}</p>}
      {measuring && (
        <EffectDialog
          base={last.recipe}
          run={number}
          present={present}
          changes={measurable}
          onClose={() => setMeasuring(false)}
        />
      )}
    </section>
  );
}

/** What was recorded while a run went: it cannot be measured as a change. */
function isRecord(path: string): boolean {
  return listPaths().some((field) => field.path === path && field.type === 'records' && !field.given);
}

/**
 * Parameters that came or went with a choice say nothing that the choice does not, unless they were set; records that
 * are not in the form have a sentence of their own.
 */
function isTelling({ path, before, after }: RecipeChange): boolean {
  if (before !== '' && after !== '') return after !== 'none' || !isRecord(path);
  if (after === '') return false;
  const standard = listPaths().filter((field) => field.path === path);
  return !standard.some((field) => field.default !== undefined && formatValue(field.default) === after);
}

function Plan() {
  const { app, recipe } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  const runtime = useStore(app, (state) => state.runtime);
  const present = useStore(recipe.store, (state) => state.present);
  const invalid = useStore(recipe.store, (state) => Object.keys(state.invalid).length > 0);
  const [validating, setValidating] = useState(false);
  if (!profile || !present) return null;
  const sentences = describePlan(profile, present, runtime);
  return (
    <section aria-label={text.advisor.plan.title}>
      <h3>{text.advisor.plan.title}</h3>
      {sentences.length === 0 && <p className="quiet">{text.advisor.plan.noTarget}</p>}
      {sentences.map((sentence) => (
        <p key={sentence} className="plan">
          {sentence}
        </p>
      ))}
      {sentences.length > 0 && (
        <button
          type="button"
          className="link"
          aria-haspopup="dialog"
          disabled={invalid}
          onClick={() => setValidating(true)}
        >
          {text.folds.open}
        </button>
      )}
      {validating && <FoldsDialog onClose={() => setValidating(false)} />}
    </section>
  );
}
