// Commands to try next, written so that they can be pasted into a shell.

/** The arguments as one line; an argument with special characters stands in single quotes. */
export function commandLine(...parts: readonly string[]): string {
  return parts.map(quoteArgument).join(' ');
}

function quoteArgument(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
