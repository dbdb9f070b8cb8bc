// The checks before a training in words: all of them for `hone check`, the worst alone for `hone train`.
import type { CheckResult, Light, Preflight } from '../core/run/preflight';
import { settingOptions } from './diagnosis-text';
import { paint, type Style } from './paint';
import { commandLine } from './shell-text';

const styles: Record<Light, Style> = { green: 'green', amber: 'yellow', red: 'red' };

/** Every check with its light, the worst first, ending in a line feed. */
export function preflightText({ checks, seconds }: Preflight, color: boolean): string {
  const lines = checks.flatMap((check) => checkLines(check, color));
  return `${lines.join('\n')}\n${summary(checks)} in ${seconds.toFixed(1)} s.\n`;
}

/** One line if all is well, else a sentence for each light that is not green. */
export function preflightNotes({ checks, seconds }: Preflight): string[] {
  const faults = checks.filter(({ light }) => light !== 'green');
  if (faults.length === 0) return [`Pre-flight: ${summary(checks)} in ${seconds.toFixed(1)} s.`];
  return faults.map(({ light, title, explanation }) => `Pre-flight, ${light}: ${title}. ${explanation}`);
}

function summary(checks: readonly CheckResult[]): string {
  const count = (wanted: Light) => checks.filter(({ light }) => light === wanted).length;
  const counts = (['red', 'amber', 'green'] as const).filter((light) => count(light) > 0);
  return `${checks.length} checks, ${counts.map((light) => `${count(light)} ${light}`).join(', ')}`;
}

function checkLines({ light, title, id, explanation, remedies }: CheckResult, color: boolean): string[] {
  const brush = paint(color);
  const lines = [
    `${brush[styles[light]](light.padEnd(5))} ${brush.bold(title)} (${id})`,
    `      ${explanation}`,
  ];
  for (const remedy of remedies) {
    const settings = settingOptions(remedy);
    lines.push(`      Try: ${remedy.title}. ${remedy.why}`);
    if (settings.length > 0) lines.push(`        ${commandLine(...settings)}`);
  }
  return lines;
}
