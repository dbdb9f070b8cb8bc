// `hone inspect`: what Hone understood of a file.
import { resolve } from 'node:path';
import { HoneError } from '../../core/errors';
import type { Dialect } from '../../core/recipe/dialect';
import type { ColumnProfile, Profile } from '../../core/run/profile';
import type { ReadingReport } from '../../core/run/reading-report';
import { describeText, type TextDescription } from '../../data/describe-text';
import { alignTable } from '../aligned-table';
import { bytesText, countText, figureText } from '../number-text';
import { openTable, type TableOptions, trainCommand } from '../open-table';
import { paint } from '../paint';
import { type ExitCode, exitCodes, type Session } from '../session';
import { commandLine } from '../shell-text';
import { tellWarnings } from '../warnings';

export interface InspectOptions extends TableOptions {
  json?: boolean;
}

/** Prints the dialect and a line per column; as JSON the whole profile. */
export async function inspect(
  session: Session,
  files: readonly string[],
  options: InspectOptions,
): Promise<ExitCode> {
  const { terminal } = session;
  const opened = await openTable(session, files, options).catch((error: unknown) =>
    describeInstead(resolve(session.cwd, files[0] ?? ''), error),
  );
  if ('refusal' in opened) return tellRefused(session, opened, options);
  const { profile } = opened.dataset;
  tellWarnings(terminal, profile.warnings, options.quiet);
  const next = trainCommand(files, options, profile.suggestedTarget);
  const text = options.json ? `${JSON.stringify(profile)}\n` : profileText(profile, next, terminal.color.out);
  await terminal.write(text);
  return exitCodes.done;
}

interface Refused extends TextDescription {
  refusal: HoneError;
}

/** What can be said of a file that no model can learn from; throws the fault if it is no table at all. */
async function describeInstead(path: string, error: unknown): Promise<Refused> {
  if (!(error instanceof HoneError && error.code === 'data-invalid')) throw error;
  const description = await describeText(path).catch(() => {
    throw error;
  });
  return { ...description, refusal: error };
}

async function tellRefused(
  { terminal }: Session,
  { refusal, ...description }: Refused,
  { json, quiet }: { json?: boolean; quiet?: boolean },
): Promise<ExitCode> {
  tellWarnings(terminal, [refusal.message], quiet);
  const { name, rows, columns, dialect, reading } = description;
  const text = json
    ? `${JSON.stringify({ ...description, warnings: [refusal.message], suggestedTarget: '' })}\n`
    : [
        `${name}: ${countText(rows)} rows, ${countText(columns.length)} columns\n`,
        `${layoutText(dialect, reading)}\n\n`,
        alignTable(
          [['column', 'type'], ...columns.map((column) => [column.name, column.type])],
          ['left', 'left'],
        ),
      ].join('');
  await terminal.write(text);
  return exitCodes.done;
}

const signNames: Record<string, string> = { '\t': 'tab', ' ': 'space', ' +': 'spaces', '': 'none' };
const MOST_LINES = 5;

/** The decision about the file in one line, how sure it is, and the lines that do not fit. */
function layoutText(dialect: Dialect, reading: ReadingReport): string {
  const { delimiter, quote, preambleLines, headerRows, footerLines, encoding, compression, comment } =
    dialect;
  const parts = [
    `Delimiter ${signNames[delimiter] ?? `'${delimiter}'`}`,
    ...(quote === '"' ? [] : [`quote ${quote === '' ? 'none' : quote}`]),
    ...(comment === '' ? [] : [`comments from ${comment}`]),
    ...(preambleLines === 0 ? [] : [`${countText(preambleLines)} lines above the table`]),
    headerRows === 0
      ? 'no line of names'
      : headerRows === 1
        ? 'names in the first line'
        : `${headerRows} rows of names`,
    ...(footerLines === 0 ? [] : [`${countText(footerLines)} lines below the table`]),
    encoding,
    ...(compression === 'none' ? [] : [compression]),
  ];
  const sure = `${Math.round(reading.confidence * 100)} % sure`;
  const odd = [...reading.rejected, ...reading.mended]
    .slice(0, MOST_LINES)
    .map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  return `${parts.join(', ')} (${sure})${odd.join('')}`;
}

function profileText(profile: Profile, next: readonly string[], color: boolean): string {
  const brush = paint(color);
  const { rows, columns, bytes, dialect } = profile;
  return [
    `${brush.bold(profile.name)}: ${countText(rows)} rows, ${countText(columns.length)} columns, ${bytesText(bytes)}\n`,
    `${layoutText(dialect, profile.reading)}\n\n`,
    alignTable(
      [
        ['column', 'kind', 'missing', 'distinct', 'minimum', 'mean', 'maximum', 'most frequent'],
        ...columns.map(columnCells),
      ],
      ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
    ),
    `\nNext:\n  ${commandLine(...next)}\n`,
  ].join('');
}

function columnCells(column: ColumnProfile): string[] {
  const { name, type, kind, missing, distinct, minimum, mean, maximum, top } = column;
  const isDate = type === 'date';
  const figure = (value: number | null) => {
    if (value === null) return '';
    return isDate ? new Date(value * 86_400_000).toISOString().slice(0, 10) : figureText(value);
  };
  const frequent = top.slice(0, 3).map(({ value, count }) => `${value} (${countText(count)})`);
  return [
    name,
    kind === type ? kind : `${kind} (${type})`,
    missing === 0 ? '' : countText(missing),
    countText(distinct),
    figure(minimum),
    figure(mean),
    figure(maximum),
    frequent.join(', '),
  ];
}
