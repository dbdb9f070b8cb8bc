// What a command found, on stdout.
import type { Terminal } from './session';
import { wrapText } from './wrap-text';

/** Prints the value as one line of JSON if asked, else the text for people, which is made only then. */
export async function printAnswer(
  terminal: Terminal,
  { json = false }: { json?: boolean },
  value: unknown,
  text: (color: boolean) => string,
): Promise<void> {
  await terminal.write(
    json ? `${JSON.stringify(value)}\n` : wrapText(text(terminal.color.out), terminal.width.out),
  );
}
