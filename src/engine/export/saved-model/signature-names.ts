// Names of the signature's inputs: the columns, changed only where TensorFlow's Python loader could not take them.

// What Python refuses as a parameter's name; `self` is taken by the loaded signature.
const reserved = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return self try while with yield`.split(/\s+/),
);

/**
 * A name for each column, in order; most stay as they are. Digits that Python knows as digits but not in names (²) become
 * plain ones, and an underscore follows where two columns would become the same parameter, or a keyword.
 */
export function signatureNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const plain = column.replace(/\p{No}/gu, plainDigit) || 'column';
    const name = freeName(plain, taken);
    taken.add(parameterName(name));
    return name;
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const parameter = parameterName(name);
  return taken.has(parameter) || reserved.has(parameter) ? freeName(`${name}_`, taken) : name;
}

function plainDigit(sign: string): string {
  const plain = sign.normalize('NFKC');
  return /\p{No}/u.test(plain) ? '_' : plain;
}

/** What TensorFlow makes of a name (`sanitize_arg_name` of tensorflow/core/function/polymorphism/function_type.py). */
function parameterName(name: string): string {
  const swapped = name.replace(/[^\p{L}\p{N}]/gu, '_');
  return /^\p{L}/u.test(swapped) ? swapped : `arg_${swapped}`;
}
