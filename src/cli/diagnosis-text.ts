// A diagnosis in sentences, each remedy with the option that applies it.
import { formatValue } from '../core/recipe/paths';
import type { Finding, Remedy } from '../core/run/finding';
import { paint } from './paint';
import { commandLine } from './shell-text';

const marks = { good: 'green', notice: 'cyan', warning: 'yellow', critical: 'red', error: 'red' } as const;

/** The findings, worst first as the workbench orders them, ending in a line feed. */
export function diagnosisText(findings: readonly Finding[], color: boolean): string {
  if (findings.length === 0) return 'No rule of the diagnosis found anything to say about this run.\n';
  return findings.map((finding) => findingText(finding, color)).join('\n');
}

function findingText(finding: Finding, color: boolean): string {
  const brush = paint(color);
  const severity = brush[marks[finding.severity]](finding.severity);
  const sure = `${Math.round(finding.confidence * 100)} % sure`;
  const lines = [
    `${severity}: ${brush.bold(finding.title)} (${finding.rule}, ${sure})`,
    `  ${finding.explanation}`,
  ];
  for (const remedy of finding.remedies) lines.push(...remedyLines(remedy));
  return lines.map((line) => `${line}\n`).join('');
}

function remedyLines(remedy: Remedy): string[] {
  const settings = settingOptions(remedy);
  const lines = [`  Try: ${remedy.title}. ${remedy.why}`];
  if (settings.length > 0) lines.push(`    ${commandLine(...settings)}`);
  return lines;
}

/** The options of `hone train` that apply such changes. */
export function settingOptions({ changes }: Pick<Remedy, 'changes'>): string[] {
  return Object.entries(changes).flatMap(([path, value]) => ['--set', `${path}=${formatValue(value)}`]);
}
