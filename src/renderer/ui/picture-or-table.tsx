// Whether figures are shown as a picture or as a table.
import { text } from '../i18n/text';
import { Segments } from './segments';

export type Form = 'picture' | 'table';

export function PictureOrTable({ form, onChange }: { form: Form; onChange(form: Form): void }) {
  return (
    <Segments
      label={text.charts.form}
      value={form}
      options={[
        { value: 'picture', title: text.layers.picture },
        { value: 'table', title: text.charts.table },
      ]}
      onChange={onChange}
    />
  );
}
