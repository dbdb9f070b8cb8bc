// The form of the Train step: the recipe's sections, made from its schema.
import { useState } from 'react';
import type { Recipe } from '../../core/recipe/recipe';
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Icon } from '../ui/icon';
import { FieldView } from './field-view';
import { changedCount, formSections, type Section, summarize, visibleFields } from './form-fields';

const openAtFirst: readonly string[] = ['model', 'training'];

export function RecipeForm() {
  const { recipe: history } = useWorkspace();
  const recipe = useStore(history.store, (state) => state.present);
  if (!recipe) return null;
  return (
    <form className="recipe-form" aria-label={text.form.title} onSubmit={(event) => event.preventDefault()}>
      {formSections().map((section) => (
        <SectionView key={section.id} section={section} recipe={recipe} />
      ))}
    </form>
  );
}

function SectionView({ section, recipe }: { section: Section; recipe: Recipe }) {
  const { recipe: history } = useWorkspace();
  const [open, setOpen] = useState(openAtFirst.includes(section.id));
  const hasInvalid = useStore(history.store, (state) =>
    section.fields.some((field) => field.path in state.invalid),
  );
  const changed = changedCount(section, recipe);
  const shown = open || hasInvalid;
  return (
    <section className="form-section" data-section={section.id}>
      <h3>
        <button type="button" aria-expanded={shown} onClick={() => setOpen(!shown)}>
          <Icon name="chevron" size={12} />
          <span className="section-title">{section.title}</span>
          {!shown && <span className="section-summary">{summarize(section, recipe)}</span>}
          {changed > 0 && <span className="section-changed">{text.form.changedCount(changed)}</span>}
        </button>
      </h3>
      {shown && (
        <div className="section-fields">
          {visibleFields(section, recipe).map((field) => (
            <FieldView key={`${field.path} ${field.owner?.kinds.join(' ')}`} field={field} recipe={recipe} />
          ))}
        </div>
      )}
    </section>
  );
}
