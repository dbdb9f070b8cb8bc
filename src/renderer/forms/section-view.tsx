// A heading of the form with its fields: what was changed under it, and the way back to the defaults.
import { memo } from 'react';
import { text } from '../i18n/text';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { FieldView } from './field-view';
import type { FormField, FormSection } from './form-model';
import { useSteady } from './use-steady';

export interface SectionActions {
  onOpen(section: string, open: boolean): void;
  /** Shows the fields for experts too. */
  onMore(section: string): void;
  onReset(section: FormSection): void;
}

export interface SectionViewProps {
  section: FormSection;
  fields: readonly FormField[];
  /** Fields for experts that are not shown. */
  left: number;
  changed: number;
  summary: string;
  open: boolean;
  actions: SectionActions;
}

export function FormSectionView({ fields, ...rest }: SectionViewProps) {
  return <SteadySection fields={useSteady(fields)} {...rest} />;
}

const SteadySection = memo(function SteadySection(props: SectionViewProps) {
  const { section, fields, left, changed, summary, open, actions } = props;
  const bodyId = `section-${section.id}`;
  return (
    <section className="form-section" data-section={section.id}>
      <div className="section-head">
        <h3>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={bodyId}
            title={changed > 0 ? summary : undefined}
            onClick={() => actions.onOpen(section.id, !open)}
          >
            <Icon name="chevron" size={12} />
            <span className="section-title">{section.title}</span>
            {!open && changed === 0 && <span className="section-summary">{summary}</span>}
            {changed > 0 && <span className="section-changed">{text.form.changedCount(changed)}</span>}
          </button>
        </h3>
        {changed > 0 && (
          <IconButton
            icon="reset"
            label={text.form.resetSection(section.title)}
            onClick={() => actions.onReset(section)}
          />
        )}
      </div>
      {open && (
        <div className="section-fields" id={bodyId}>
          {fields.map((field) => (
            <FieldView key={field.id} field={field} />
          ))}
          {left > 0 && (
            <button type="button" className="link more-fields" onClick={() => actions.onMore(section.id)}>
              {text.form.moreFields(left)}
            </button>
          )}
        </div>
      )}
    </section>
  );
});
