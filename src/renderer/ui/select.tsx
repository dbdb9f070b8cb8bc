// The platform's own list box, drawn like the other fields.
export interface SelectProps {
  id?: string;
  value: string;
  options: readonly { value: string; title: string }[];
  onChange(value: string): void;
  label?: string;
  describedBy?: string | undefined;
  disabled?: boolean;
}

/** From so many letters on an option needs more room than a number. */
const longTitle = 15;

export function Select({ id, value, options, onChange, label, describedBy, disabled }: SelectProps) {
  return (
    <select
      id={id}
      className={
        options.some(({ title }) => title.length >= longTitle) ? 'field-box select wide' : 'field-box select'
      }
      title={options.find((option) => option.value === value)?.title}
      value={value}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  );
}
