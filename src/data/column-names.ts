// Names for the columns of a file: as written, but never empty and never twice.

export interface ColumnNames {
  names: string[];
  /** One sentence for each kind of change. */
  warnings: string[];
}

/** `column1`, `column2` … for a file without a header. */
export function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column${i + 1}`);
}

/** Trims the names of a header, fills empty ones by their number and numbers repeated ones (`price_2`). */
export function uniqueNames(header: readonly string[]): ColumnNames {
  const written = header.map((name) => name.trim());
  const taken = new Set(written.filter((name) => name !== ''));
  const seen = new Set<string>();
  const filled: string[] = [];
  const renamed: string[] = [];
  const free = (base: string, from: number): string => {
    let name = from === 0 ? base : `${base}_${from}`;
    for (let number = Math.max(2, from + 1); taken.has(name) || seen.has(name); number++)
      name = `${base}_${number}`;
    return name;
  };
  const names = written.map((name, i) => {
    let unique = name;
    if (name === '') {
      unique = free(`column${i + 1}`, 0);
      filled.push(unique);
    } else if (seen.has(name)) {
      unique = free(name, 2);
      renamed.push(unique);
    }
    seen.add(unique);
    return unique;
  });
  const warnings: string[] = [];
  if (filled.length > 0) warnings.push(`Columns without a name were called ${list(filled)}.`);
  if (renamed.length > 0) warnings.push(`Repeated column names were numbered: ${list(renamed)}.`);
  return { names, warnings };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
