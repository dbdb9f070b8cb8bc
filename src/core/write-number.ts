// A number in full as every text has it: in fields, findings, differences and terminals.

/** All its digits; as a power of ten below 0.0001, and from ten million on where that is shorter: `0.0005`, `1e-5`, `2e7`. */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return String(value);
  const plain = String(value);
  if (size >= 1e-4 && size < 1e7) return plain;
  const power = value.toExponential().replace('e+', 'e');
  return size < 1e-4 || power.length < plain.length ? power : plain;
}
