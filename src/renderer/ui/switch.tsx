// An on-off switch: a checkbox in looks of its own.
export interface SwitchProps {
  id?: string;
  checked: boolean;
  onChange(checked: boolean): void;
  /** Read out where no label element names the switch. */
  label?: string;
  disabled?: boolean;
}

export function Switch({ id, checked, onChange, label, disabled = false }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      id={id}
      checked={checked}
      disabled={disabled}
      aria-label={label}
      title={label}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
