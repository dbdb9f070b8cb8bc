// A column of the open table, or none.
import { text } from '../i18n/text';
import { useStore } from '../state/store';
import { useWorkspace } from '../state/workspace';
import { Select } from '../ui/select';

export interface ColumnSelectProps {
  /** Path of the field, for what none means there. */
  path: string;
  id: string;
  value: string;
  describedBy: string | undefined;
  onValue(value: string): void;
}

export function ColumnSelect({ path, id, value, describedBy, onValue }: ColumnSelectProps) {
  const { app } = useWorkspace();
  const profile = useStore(app, (state) => state.dataset?.profile ?? null);
  const names = (profile?.columns ?? []).map(({ name }) => name);
  const none: Record<string, string> = text.form.noColumn;
  return (
    <Select
      id={id}
      value={value}
      describedBy={describedBy}
      options={[
        { value: '', title: none[path] ?? text.form.none },
        // A recipe of another table may name a column that this one lacks.
        ...(value === '' || names.includes(value) ? names : [...names, value]).map((name) => ({
          value: name,
          title: name,
        })),
      ]}
      onChange={onValue}
    />
  );
}
