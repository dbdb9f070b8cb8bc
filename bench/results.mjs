// Keeps bench/RESULTS.md: one section per benchmark, replaced when it is run again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

const file = new URL('RESULTS.md', import.meta.url);

/** Replaces the section of that title; the machine and the day are noted under it. */
export function writeSection(title, body) {
  const old = existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# Results\n\nWritten by the scripts in this folder. Trust the ratios: absolute times depend on the machine and its load.\n';
  const [head, ...sections] = old.split(/^## /m);
  const others = sections.filter((section) => !section.startsWith(`${title}\n`));
  const machine = `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${os.platform()}, Node ${process.versions.node}`;
  const section = `${title}\n${new Date().toISOString().slice(0, 10)} · ${machine}\n\n${body}\n\n`;
  writeFileSync(
    file,
    `${head.trimEnd()}\n\n${[...others, section].map((text) => `## ${text.trimEnd()}\n`).join('\n')}`,
  );
}
