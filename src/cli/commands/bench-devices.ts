// `hone bench devices`: the devices of this machine side by side on one recipe.
import { resolve } from 'node:path';
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Comparison } from '../../core/run/comparison';
import { candidateName } from '../../core/run/judge-comparison';
import type { Workbench } from '../../workbench/workbench';
import { type BenchTable, benchRecipe, writeBenchTable } from '../bench-table';
import { comparisonText } from '../comparison-text';
import { createProgress } from '../progress';
import { type RecipeOptions, recipeFromOptions, withSettings } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';

export interface BenchDevicesOptions extends Pick<RecipeOptions, 'set' | 'seed'> {
  target?: string;
  seconds?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Measures one device after the other and recommends one; Ctrl-C prints what was measured until then. */
export async function benchDevices(
  session: Session,
  file: string | undefined,
  options: BenchDevicesOptions,
): Promise<ExitCode> {
  const { terminal } = session;
  const seconds = readSeconds(options.seconds);
  const workbench = await session.connect();
  const table = file === undefined ? await writeBenchTable() : null;
  try {
    const input = table
      ? { data: table.file, recipe: withSettings(benchRecipe(table.target), options) }
      : await ownInput(session, workbench, file as string, options);
    const { comparison, interrupted } = await compare(session, workbench, { ...input, seconds }, options);
    if (comparison.error) throw reviveError(comparison.error as ErrorReport);
    await terminal.write(
      options.json
        ? `${JSON.stringify({ comparison })}\n`
        : comparisonText(named(comparison, table), terminal.color.out),
    );
    return interrupted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    await table?.remove();
  }
}

function named(comparison: Comparison, table: BenchTable | null): Comparison {
  return table ? { ...comparison, data: 'the built-in table' } : comparison;
}

async function ownInput(
  session: Session,
  workbench: Workbench,
  file: string,
  options: BenchDevicesOptions,
): Promise<{ data: string; recipe: Recipe }> {
  const data = resolve(session.cwd, file);
  const { profile } = await workbench.openFile(data);
  const recipe = recipeFromOptions(requireTarget(options.target, profile), options);
  if (!recipe.data.dialect) checkTarget(recipe.data.target, profile);
  return { data, recipe };
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
  { comparisons, onEvent }: Workbench,
  input: Parameters<Workbench['comparisons']['begin']>[0],
  { quiet = false }: BenchDevicesOptions,
): Promise<{ comparison: Comparison; interrupted: boolean }> {
  const progress = createProgress(session.terminal, 1, quiet);
  let interrupted = false;
  let told = -1;
  const ends = [
    onEvent((event) => {
      if (event.kind !== 'devicesCompared') return;
      const { measurements } = event.comparison;
      const at = measurements.findIndex(({ state }) => state === 'running');
      const now = measurements[at];
      if (!now) return;
      const phase = `Measuring ${candidateName(now.candidate)}`;
      progress.phase(phase, at / measurements.length);
      // Where the line cannot be redrawn, each device gets one of its own.
      if (!session.terminal.live && !quiet && at > told) progress.note(phase);
      told = at;
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void comparisons.cancel();
    }),
  ];
  try {
    const first = await comparisons.begin(input);
    if (interrupted) await comparisons.cancel();
    return { comparison: (await comparisons.ended()) ?? first, interrupted };
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
