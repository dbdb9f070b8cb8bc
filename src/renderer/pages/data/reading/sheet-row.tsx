// Which sheet of a workbook or file of an archive is read.
import { text } from '../../../i18n/text';
import { Select } from '../../../ui/select';
import { hasDialect } from './part-control';

export interface SheetRowProps {
  format: string;
  sheets: readonly string[];
  value: string;
  disabled: boolean;
  onChange(sheet: string): void;
}

/** Nothing for files without several. */
export function SheetRow({ format, sheets, value, disabled, onChange }: SheetRowProps) {
  if (sheets.length < 2) return null;
  return (
    <div className="part-line sheet-line" data-part="sheet">
      <label htmlFor="data-sheet">
        {hasDialect(format) ? text.reading.member : text.reading.parts.sheet}
      </label>
      <Select
        id="data-sheet"
        value={value}
        disabled={disabled}
        options={sheets.map((sheet) => ({ value: sheet, title: sheet }))}
        onChange={onChange}
      />
    </div>
  );
}
