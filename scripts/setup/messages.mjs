// What the set-up tells the person: headings, progress and results, all on stderr, so that stdout stays data.

const live = process.stderr.isTTY === true;
const plainEveryMs = 10_000;
let introduced = false;

/** Prints one line. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** `270.1 MB`, in decimal units as download pages give them. */
export function bytes(count) {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} GB`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(count / 1e3))} kB`;
}

function elapsed(startMs) {
  return `${((Date.now() - startMs) / 1000).toFixed(1)} s`;
}

/**
 * Runs one step of the set-up under a heading. `work` receives `progress(text)`, shown on one changing line
 * in a terminal and every 10 s elsewhere; what it returns is the closing text.
 */
export async function step(title, work) {
  if (!introduced) say('Hone sets up what is missing (later starts skip this):');
  introduced = true;
  const startMs = Date.now();
  let lastMs = startMs;
  say(`  ${title} …`);
  const progress = (text) => {
    if (live) process.stderr.write(`\r\x1b[2K    ${text}`);
    else if (Date.now() - lastMs >= plainEveryMs) {
      lastMs = Date.now();
      say(`    ${text}`);
    }
  };
  try {
    const closing = await work(progress);
    if (live) process.stderr.write('\r\x1b[2K');
    say(`    done in ${elapsed(startMs)}${closing ? `: ${closing}` : ''}`);
  } catch (error) {
    if (live) process.stderr.write('\r\x1b[2K');
    throw error;
  }
}

/**
 * Something a person can put right: what is wrong in one sentence, and what to do. `details` is the output of the
 * program that failed; the kind `tool` says that a program is missing.
 */
export class SetupError extends Error {
  constructor(message, fix, { details = '', kind = 'failure' } = {}) {
    super(message);
    this.name = 'SetupError';
    this.fix = fix;
    this.details = details;
    this.kind = kind;
  }
}

/** Prints an error with its fix; of an unforeseen one, all that is known. */
export function sayError(error) {
  if (error instanceof SetupError) {
    if (error.details) say(error.details.trimEnd());
    say(`Hone: ${error.message}\n  Fix: ${error.fix}`);
  } else say(`Hone: the set-up failed: ${error instanceof Error ? error.stack : String(error)}`);
}
