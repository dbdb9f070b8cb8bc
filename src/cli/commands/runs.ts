// `hone runs`: the runs on this machine, or those on one file.
import { resolve } from 'node:path';
import type { Metrics } from '../../core/run/metrics';
import type { RunRecord } from '../../core/run/record';
import { listAllRuns } from '../../workbench/store/all-runs';
import { alignTable } from '../aligned-table';
import { countText, durationText, metricText } from '../number-text';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints one line per run, newest first, that ends in its id; as JSON the records with their folders. */
export async function listRuns(
  session: Session,
  file: string | undefined,
  options: { json?: boolean },
): Promise<ExitCode> {
  const { terminal, cwd } = session;
  const path = file === undefined ? null : resolve(cwd, file);
  const runs = (await listAllRuns(session.home)).filter(
    ({ record }) => path === null || record.source.path === path,
  );
  if (options.json) {
    await terminal.write(
      `${JSON.stringify(runs.map(({ folder, record }) => ({ run: folder, ...record })))}\n`,
    );
  } else if (runs.length === 0) {
    terminal.tell(`No runs${path === null ? '' : ` on ${path}`} yet. Start one with hone train.\n`);
  } else {
    await terminal.write(runTable(runs.map(({ record }) => record)));
  }
  return exitCodes.done;
}

/** How many rows kept their part stands there only where a run knew the rows of an earlier one. */
function runTable(records: readonly RunRecord[]): string {
  const kept = records.some(({ split }) => split && split.kept > 0);
  const head = ['started', 'state', 'target', 'best epoch', 'time', 'validation', 'test'];
  const rows = records.map((record) => [...runCells(record), ...(kept ? [keptText(record)] : []), record.id]);
  return alignTable(
    [[...head, ...(kept ? ['rows kept'] : []), 'run'], ...rows],
    ['left', 'left', 'left', 'right', 'right', 'left', 'left', ...(kept ? ['right' as const] : []), 'left'],
  );
}

function runCells(record: RunRecord): string[] {
  const { createdAt, state, recipe, epochs, bestEpoch, seconds, metrics } = record;
  return [
    createdAt.slice(0, 16).replace('T', ' '),
    state,
    recipe.data.target,
    `${bestEpoch}/${epochs}`,
    durationText(seconds),
    headline(metrics?.validation),
    headline(metrics?.test),
  ];
}

/** How many of the rows stayed in the part that earlier runs had them in. */
function keptText({ split }: RunRecord): string {
  return split && split.kept > 0 ? `${countText(split.kept)} of ${countText(split.kept + split.added)}` : '–';
}

function headline(metrics: Metrics | null | undefined): string {
  if (!metrics) return '–';
  return metrics.accuracy === undefined
    ? `r2 ${metricText(metrics.r2)}`
    : `accuracy ${metricText(metrics.accuracy)}`;
}
