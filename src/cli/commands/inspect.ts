// `hone inspect`: what Hone understood of a file.
import { resolve } from 'node:path';
import type { ColumnProfile, Profile } from '../../core/run/profile';
import { alignTable } from '../aligned-table';
import { bytesText, countText, figureText } from '../number-text';
import { paint } from '../paint';
import { type ExitCode, exitCodes, type Session } from '../session';
import { commandLine } from '../shell-text';
import { tellWarnings } from '../warnings';

/** Prints the dialect and a line per column; as JSON the whole profile. */
export async function inspect(
  session: Session,
  file: string,
  options: { json?: boolean; quiet?: boolean },
): Promise<ExitCode> {
  const { terminal } = session;
  const workbench = await session.connect();
  const { profile } = await workbench.openFile(resolve(session.cwd, file));
  tellWarnings(terminal, profile.warnings, options.quiet);
  const text = options.json ? `${JSON.stringify(profile)}\n` : profileText(profile, file, terminal.color.out);
  await terminal.write(text);
  return exitCodes.done;
}

function profileText(profile: Profile, file: string, color: boolean): string {
  const brush = paint(color);
  const { rows, columns, bytes, dialect, suggestedTarget } = profile;
  const delimiter = dialect.delimiter === '\t' ? 'tab' : `'${dialect.delimiter}'`;
  const header = dialect.headerRows > 0 ? 'names in the first line' : 'no line of names';
  return [
    `${brush.bold(profile.name)}: ${countText(rows)} rows, ${countText(columns.length)} columns, ${bytesText(bytes)}\n`,
    `Delimiter ${delimiter}, ${header}, ${dialect.encoding}\n\n`,
    alignTable(
      [
        ['column', 'type', 'missing', 'distinct', 'minimum', 'mean', 'maximum', 'most frequent'],
        ...columns.map(columnCells),
      ],
      ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
    ),
    `\nNext:\n  ${commandLine('hone', 'train', file, '--target', suggestedTarget)}\n`,
  ].join('');
}

function columnCells(column: ColumnProfile): string[] {
  const { name, type, missing, distinct, minimum, mean, maximum, top } = column;
  const isDate = type === 'date';
  const figure = (value: number | null) => {
    if (value === null) return '';
    return isDate ? new Date(value * 86_400_000).toISOString().slice(0, 10) : figureText(value);
  };
  const frequent = top.slice(0, 3).map(({ value, count }) => `${value} (${countText(count)})`);
  return [
    name,
    type,
    missing === 0 ? '' : countText(missing),
    countText(distinct),
    figure(minimum),
    figure(mean),
    figure(maximum),
    frequent.join(', '),
  ];
}
