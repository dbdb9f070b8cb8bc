// The form of the Train step: the recipe's fields under their headings, or those that a search found.
import { useDeferredValue, useMemo } from 'react';
import { applyChanges, type RecipeValue } from '../../core/recipe/paths';
import { HoneError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace, type Workspace } from '../state/workspace';
import { formSections } from './form-model';
import { searchFields, queryWords } from './form-search';
import { viewSection } from './form-view';
import { FormSectionView, type SectionActions } from './section-view';
import { SearchResults } from './search-results';
import { useSteady } from './use-steady';

export function RecipeForm() {
  const { recipe: history, form } = useWorkspace();
  const recipe = useStore(history.store, (state) => state.present);
  const query = useStore(form.store, (state) => state.query);
  const settled = useStore(form.store, (state) => state.settled);
  // Letters of a search appear at once; what they find may take a frame longer.
  const deferred = useDeferredValue(query);
  const searched = settled ? query : deferred;
  if (!recipe) return null;
  return (
    <form className="recipe-form" aria-label={text.form.title} onSubmit={(event) => event.preventDefault()}>
      {queryWords(searched).length > 0 ? (
        <FoundFields recipe={recipe} query={searched} />
      ) : (
        <Sections recipe={recipe} />
      )}
    </form>
  );
}

function Sections({ recipe }: { recipe: Recipe }) {
  const workspace = useWorkspace();
  const { form, recipe: history } = workspace;
  const invalid = useStore(history.store, (state) => state.invalid);
  const state = useStore(form.store, (current) => current);
  const level = useDeferredValue(state.level);
  const actions = useMemo(() => sectionActions(workspace), [workspace]);
  return formSections().map((section) => {
    const full = state.full[section.id] ?? false;
    const { shown, left, changed, summary } = viewSection(section, recipe, { level, full, invalid });
    if (shown.length === 0 && left === 0) return null;
    const hasInvalid = section.fields.some((field) => field.path in invalid);
    return (
      <FormSectionView
        key={section.id}
        section={section}
        fields={shown}
        left={left}
        changed={changed}
        summary={summary}
        open={hasInvalid || (state.open[section.id] ?? openAtFirst.includes(section.id))}
        actions={actions}
      />
    );
  });
}

const openAtFirst: readonly string[] = [
  'network',
  'epochs-and-batches',
  'optimizer-and-rate',
  'regularization',
];

function sectionActions(workspace: Workspace): SectionActions {
  const { form } = workspace;
  return {
    onOpen: form.setOpen,
    onMore: form.reveal,
    onReset: (section) => workspace.training.resetSection(section),
  };
}

function FoundFields({ recipe, query }: { recipe: Recipe; query: string }) {
  const { recipe: history } = useWorkspace();
  const found = useSteady(searchFields(query, recipe));
  const words = useSteady(queryWords(query));
  const choose = (changes: Readonly<Record<string, RecipeValue>>) => {
    const { present } = history.store.get();
    if (!present) return;
    try {
      history.change(applyChanges(present, changes));
    } catch (error) {
      if (!(error instanceof HoneError)) throw error;
      for (const path of Object.keys(changes)) history.mark(path, text.form.refused);
    }
  };
  return <SearchResults found={found} words={words} query={query} onChoose={choose} />;
}
