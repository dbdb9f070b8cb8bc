// `hone effect`: what a change of the recipe gains, measured in pairs of trainings.
import { resolve } from 'node:path';
import { type ErrorReport, HoneError, reviveError } from '../../core/errors';
import type { Effect } from '../../core/run/effect';
import type { EffectInput } from '../../workbench/effect-service';
import type { Workbench } from '../../workbench/workbench';
import { effectText } from '../effect-text';
import { createProgress } from '../progress';
import { readRecipe } from '../recipe-file';
import { recipeFromOptions, withSettings } from '../recipe-options';
import { type ExitCode, exitCodes, type Session } from '../session';
import { checkTarget, requireTarget } from '../target-column';

export interface EffectOptions {
  target?: string;
  /** The change. */
  set?: readonly string[];
  /** Settings of both recipes. */
  base?: readonly string[];
  recipe?: string;
  seeds?: string;
  seed?: string;
  test?: string;
  json?: boolean;
  quiet?: boolean;
}

const MOST_SEEDS = 1000;

/** Trains the pairs and prints the effect; Ctrl-C prints what was measured until then. */
export async function effect(session: Session, file: string, options: EffectOptions): Promise<ExitCode> {
  const { terminal } = session;
  const workbench = await session.connect();
  const input = await readInput(session, workbench, file, options);
  const { measured, interrupted } = await measure(session, workbench, input, options.quiet ?? false);
  if (measured.error) throw reviveError(measured.error as ErrorReport);
  await terminal.write(
    options.json ? `${JSON.stringify({ effect: measured })}\n` : effectText(measured, terminal.color.out),
  );
  return interrupted ? exitCodes.interrupted : exitCodes.done;
}

async function readInput(
  { cwd }: Session,
  workbench: Workbench,
  file: string,
  options: EffectOptions,
): Promise<EffectInput> {
  const data = resolve(cwd, file);
  const { profile } = await workbench.openFile(data);
  const start = options.recipe === undefined ? undefined : await readRecipe(resolve(cwd, options.recipe));
  const target = requireTarget(options.target ?? start?.data.target, profile);
  const { base = [], set = [], seed, test } = options;
  const before = recipeFromOptions(target, {
    set: base,
    ...(seed !== undefined && { seed }),
    ...(test !== undefined && { test }),
    ...(start && { base: start }),
  });
  if (!before.data.dialect) checkTarget(before.data.target, profile);
  const after = withSettings(before, { set });
  return {
    data,
    test: test === undefined ? null : resolve(cwd, test),
    before,
    after,
    seeds: readSeeds(options.seeds),
  };
}

function readSeeds(text = '10'): number {
  const seeds = Number(text);
  if (Number.isInteger(seeds) && seeds >= 2 && seeds <= MOST_SEEDS) return seeds;
  throw new HoneError('request-invalid', `'${text}' is no number of seeds from 2 to ${MOST_SEEDS}.`, {
    fix: 'Write for instance --seeds 10.',
  });
}

async function measure(
  session: Session,
  { effects, onEvent }: Workbench,
  input: EffectInput,
  quiet: boolean,
): Promise<{ measured: Effect; interrupted: boolean }> {
  const { terminal } = session;
  const progress = createProgress(terminal, input.seeds, quiet);
  let told = 0;
  let interrupted = false;
  const ends = [
    onEvent((event) => {
      if (event.kind !== 'effectMeasured') return;
      const { pairs, planned, share } = event.effect;
      if (pairs.length > told && !terminal.live && !quiet)
        terminal.tell(`${pairs.length} of ${planned} pairs done\n`);
      told = pairs.length;
      progress.phase(`Measuring, ${pairs.length} of ${planned} pairs done`, share);
    }),
    session.onInterrupt(() => {
      interrupted = true;
      void effects.cancel();
    }),
  ];
  try {
    const first = await effects.begin(input);
    if (interrupted) await effects.cancel();
    return { measured: (await effects.ended()) ?? first, interrupted };
  } finally {
    for (const end of ends) end();
    progress.end();
  }
}
