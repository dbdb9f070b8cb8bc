// `hone bench devices`: the devices of this machine side by side on one recipe.
import { HoneError } from '../../core/errors';
import type { Comparison } from '../../core/run/comparison';
import { candidateName } from '../../core/run/judge-comparison';
import type { Workbench } from '../../workbench/workbench';
import { type BenchTable, benchRecipe, writeBenchTable } from '../bench-table';
import { comparisonText } from '../comparison-text';
import { conductExperiment } from '../conduct-experiment';
import { openForTarget, type TableOptions } from '../open-table';
import { printAnswer } from '../print-answer';
import { withSettings } from '../recipe-options';
import type { ExitCode, Session } from '../session';

export interface BenchDevicesOptions extends TableOptions {
  seconds?: string;
  json?: boolean;
}

/** Measures one device after the other and recommends one; Ctrl-C prints what was measured until then. */
export async function benchDevices(
  session: Session,
  files: readonly string[],
  options: BenchDevicesOptions,
): Promise<ExitCode> {
  const seconds = readSeconds(options.seconds);
  const table = files.length === 0 ? await writeBenchTable() : null;
  try {
    const { data, recipe } = table
      ? { data: table.file, recipe: withSettings(benchRecipe(table.target), options) }
      : await openForTarget(session, files, options);
    const { state, exitCode } = await compare(session, { data, recipe, seconds }, options);
    const comparison = named(state, table);
    await printAnswer(session.terminal, options, { comparison }, (color) =>
      comparisonText(comparison, color),
    );
    return exitCode;
  } finally {
    await table?.remove();
  }
}

function named(comparison: Comparison, table: BenchTable | null): Comparison {
  return table ? { ...comparison, data: 'the built-in table' } : comparison;
}

function readSeconds(text: string | undefined): number {
  const seconds = Number(text ?? 3);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 3600) return seconds;
  throw new HoneError('request-invalid', `'${text}' is no number of seconds.`, {
    fix: 'Write for instance --seconds 5.',
  });
}

async function compare(
  session: Session,
  input: Parameters<Workbench['comparisons']['begin']>[0],
  { quiet }: BenchDevicesOptions,
): Promise<{ state: Comparison; exitCode: ExitCode }> {
  const { comparisons } = await session.connect();
  return conductExperiment(session, comparisons, input, {
    planned: 1,
    quiet,
    show(event, progress) {
      if (event.kind !== 'devicesCompared') return;
      const { measurements } = event.comparison;
      const at = measurements.findIndex(({ state }) => state === 'running');
      const now = measurements[at];
      if (!now) return;
      const phase = `Measuring ${candidateName(now.candidate)}`;
      progress.milestone(phase);
      progress.phase(phase, at / measurements.length);
    },
  });
}
