// What Hone understood of a table in words: the target, what goes with it, and the warnings with what mends them.
import type { Profile } from '../core/run/profile';
import type { Association, Understanding, Warning } from '../core/run/understanding';
import { alignTable } from './aligned-table';
import { countText, figureText } from './number-text';
import { settingOptions } from './diagnosis-text';
import { paint } from './paint';
import { commandLine } from './shell-text';

const MOST_COLUMNS = 15;
const MOST_PAIRS = 5;
const MOST_CLASSES = 10;

/** The whole text, ending in a line feed; `next` is the training of the same table. */
export function understandingText(
  found: Understanding,
  profile: Profile,
  { next, color }: { next: readonly string[]; color: boolean },
): string {
  const brush = paint(color);
  const heading = (text: string) => `\n${brush.bold(text)}\n`;
  const { warnings, notes, associations, pairs } = found;
  return [
    `${targetText(found)}\n`,
    heading(`What goes with "${found.target.name}"`),
    associationTable(associations, profile),
    ...(pairs.strongest.length > 0 ? [heading('What goes together'), pairTable(found)] : []),
    heading(warnings.length === 0 ? 'Nothing seems wrong with the data' : 'What may be wrong with the data'),
    ...warnings.map((warning) => warningText(warning, color)),
    ...notes.map((note) => `${note}\n`),
    ...nextText(found, next),
  ].join('');
}

function targetText({ target, rows, duplicates }: Understanding): string {
  const { name, task, known, missing, classes, quantiles } = target;
  const copies = duplicates.rows > 0 ? `, ${countText(duplicates.rows)} of them copies of others` : '';
  const gaps = missing > 0 ? `; ${countText(missing)} rows have no target` : '';
  const shape =
    task === 'regression'
      ? `is a number from ${figureText(target.minimum)} to ${figureText(target.maximum)}, median ${figureText(quantiles[3])}`
      : `has ${countText(classes.length)} classes: ${classesText(target.classes, known)}`;
  return `${countText(rows)} rows${copies}. "${name}" ${shape}${gaps}.`;
}

function classesText(classes: Understanding['target']['classes'], known: number): string {
  const shown = [...classes]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_CLASSES)
    .map(({ name, count }) => `${name} ${Math.round((count / known) * 100)} %`);
  return shown.join(', ') + (classes.length > shown.length ? ' …' : '');
}

function associationTable(associations: readonly Association[], profile: Profile): string {
  const kinds = new Map(profile.columns.map(({ name, kind }) => [name, kind]));
  const measure = (value: number | null) =>
    value === null ? '' : value.toFixed(2).replace(/^-(0\.00)$/, '$1');
  const rows = associations
    .slice(0, MOST_COLUMNS)
    .map(({ column, pearson, spearman, correlationRatio, cramersV, mutualInformation, alone }) => [
      ...[column, kinds.get(column) ?? '', measure(pearson), measure(spearman)],
      measure(correlationRatio ?? cramersV),
      ...[measure(mutualInformation), measure(alone)],
    ]);
  const more = associations.length - rows.length;
  const head = ['column', 'kind', 'Pearson', 'Spearman', 'η or V', 'information', 'alone'];
  const table = alignTable([head, ...rows], ['left', 'left', 'right', 'right', 'right', 'right', 'right']);
  return more > 0 ? `${table}and ${more} more\n` : table;
}

function pairTable({ pairs }: Understanding): string {
  const names = { spearman: 'Spearman', 'correlation-ratio': 'η', 'cramers-v': "Cramér's V" } as const;
  return alignTable(
    pairs.strongest
      .slice(0, MOST_PAIRS)
      .map(({ columns: [a, b], measure, value }) => [a, b, names[measure], value.toFixed(3)]),
    ['left', 'left', 'left', 'right'],
  );
}

function warningText({ id, title, severity, text, remedy, changes }: Warning, color: boolean): string {
  const brush = paint(color);
  const mark = severity === 'warning' ? brush.yellow('warning') : brush.cyan('notice');
  const lines = [`${mark}: ${brush.bold(title)} (${id})`, `  ${text}`];
  if (remedy !== '') lines.push(`  Try: ${remedy}.`, `    ${commandLine(...settingOptions({ changes }))}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** The training with everything that mends a warning of the graver kind. */
function nextText({ warnings }: Understanding, next: readonly string[]): string[] {
  const changes: Warning['changes'] = {};
  for (const warning of warnings)
    if (warning.severity === 'warning')
      for (const [path, value] of Object.entries(warning.changes))
        changes[path] = joined(changes[path], value);
  return ['\nNext:\n  ', commandLine(...next, ...settingOptions({ changes })), '\n'];
}

/** Lists of two warnings are one list; of single values the graver warning's stays. */
function joined(before: Warning['changes'][string] | undefined, value: Warning['changes'][string]) {
  if (before === undefined) return value;
  if (!Array.isArray(before) || !Array.isArray(value)) return before;
  return [...new Set([...before, ...value])] as Warning['changes'][string];
}
