// The Prepare step: split, preparation and more data at the left; a column before and after, and the fitted steps, at the right.
import { Fragment } from 'react';
import { plannedShares } from '../../../core/recipe/planned-shares';
import type { Recipe } from '../../../core/recipe/recipe';
import { type FormSection, formSections } from '../../forms/form-model';
import { viewSection } from '../../forms/form-view';
import { FormSectionView, type SectionActions } from '../../forms/section-view';
import { formatCount, formatPercent } from '../../format/numbers';
import { text } from '../../i18n/text';
import { useStore } from '../../state/store';
import { useWorkspace } from '../../state/workspace';
import { FeatureSteps } from './feature-steps';
import { FittedSteps } from './fitted-steps';
import { ColumnPicture } from './column-picture';
import { SeriesPicture } from './series-picture';
import { OwnColumns } from './own-columns';

/** The parts of the recipe that this step shows. */
const shownParts = ['split', 'prepare', 'series', 'augment'];
/** Fields with an editor of their own. */
const edited = ['prepare.columns', 'prepare.features'];

export function PreparePage() {
  const { recipe: history, app } = useWorkspace();
  const recipe = useStore(history.store, (state) => state.present);
  const hasTexts = useStore(
    app,
    (state) => state.dataset?.profile.columns.some(({ type }) => type === 'text') ?? false,
  );
  if (!recipe) return null;
  return (
    <div className="prepare-page">
      <form
        className="prepare-settings recipe-form"
        aria-label={text.prepare.settings}
        onSubmit={(event) => event.preventDefault()}
      >
        <p className="quiet prepare-lead">{text.prepare.lead}</p>
        {(hasTexts ? sectionsWithTexts : plainSections)().map((section) => (
          <Fragment key={section.id}>
            <PrepareSection section={section} recipe={recipe} />
            {section.fields.some(({ path }) => path === 'prepare.scaler') && (
              <>
                <OwnColumns recipe={recipe} />
                <FeatureSteps recipe={recipe} />
              </>
            )}
          </Fragment>
        ))}
      </form>
      <div className="prepare-view">
        <ColumnPicture recipe={recipe} />
        <SeriesPicture recipe={recipe} />
        <FittedSteps />
      </div>
    </div>
  );
}

/** The form's sections with the fields of this step alone, `plain` ones shown to all. */
function makeSections(plain: readonly string[]): () => readonly FormSection[] {
  let sections: readonly FormSection[] | undefined;
  return () => {
    sections ??= formSections()
      .map((section) => ({
        ...section,
        fields: section.fields
          .filter(({ keys, path }) => shownParts.includes(keys[0] ?? '') && !edited.includes(path))
          .map((field) => (plain.includes(field.path) ? { ...field, level: 'simple' as const } : field)),
      }))
      .filter(({ fields }) => fields.length > 0);
    return sections;
  };
}

const plainSections = makeSections([]);
/** A table with texts asks what becomes of them; else they are left out. */
const sectionsWithTexts = makeSections(['prepare.text']);

function PrepareSection({ section, recipe }: { section: FormSection; recipe: Recipe }) {
  const { form, recipe: history, training } = useWorkspace();
  const invalid = useStore(history.store, (state) => state.invalid);
  const state = useStore(form.store, (current) => current);
  // Opened and closed here apart from the form of the Train step.
  const key = `prepare/${section.id}`;
  const full = state.full[key] ?? false;
  const { shown, left, changed, summary } = viewSection(section, recipe, {
    level: state.level,
    full,
    invalid,
  });
  const actions: SectionActions = {
    onOpen: (_, open) => form.setOpen(key, open),
    onMore: () => form.reveal(key),
    onReset: training.resetSection,
  };
  if (shown.length === 0 && left === 0) return null;
  return (
    <>
      <FormSectionView
        section={section}
        fields={shown}
        left={left}
        changed={changed}
        summary={summary}
        open={state.open[key] ?? true}
        actions={actions}
      />
      {section.fields.some(({ path }) => path === 'split') && <PartsLine recipe={recipe} />}
    </>
  );
}

/** Which parts the split makes, in one line. */
function PartsLine({ recipe: { split, data, series } }: { recipe: Recipe }) {
  const { app } = useWorkspace();
  const rows = useStore(app, (state) => state.dataset?.profile.rows ?? 0);
  const words = series.enabled ? windowsInWords(split) : partsInWords(split, data, rows);
  return words === '' ? null : <p className="quiet parts-line">{words}</p>;
}

/** Which windows of a series are in which part; empty for a split whose own words say all. */
function windowsInWords(split: Recipe['split']): string {
  const shares = plannedShares(split);
  if (!shares || split.kind === 'group' || split.kind === 'k-fold') return '';
  const { validation, test } = shares;
  const percent = (share: number) => (share === 0 ? null : formatPercent(share));
  return text.prepare.windowParts(
    percent(1 - validation - test) ?? '',
    percent(validation),
    percent(test),
    split.kind !== 'time-ordered',
  );
}

function partsInWords(split: Recipe['split'], data: Recipe['data'], rows: number): string {
  if (split.kind === 'group' && data.group === '') return text.prepare.needs.group;
  if (split.kind === 'time-ordered' && data.time === '') return text.prepare.needs['time-ordered'];
  const shares = plannedShares(split);
  if (!shares) return text.prepare.partsByColumn(data.part);
  const count = (share: number) => (share === 0 ? null : formatCount(Math.round(rows * share)));
  const { validation, test } = shares;
  return text.prepare.parts(count(1 - validation - test) ?? '0', count(validation), count(test));
}
