// `hone effect`: what a change of the recipe gains, measured in pairs of trainings.
import { HoneError } from '../../core/errors';
import { conductExperiment } from '../conduct-experiment';
import { effectText } from '../effect-text';
import { openForTarget, type TableOptions } from '../open-table';
import { printAnswer } from '../print-answer';
import { withSettings } from '../recipe-options';
import type { ExitCode, Session } from '../session';

/** `set` is the change. */
export interface EffectOptions extends TableOptions {
  /** Settings of both recipes. */
  base?: readonly string[];
  seeds?: string;
  json?: boolean;
}

const MOST_SEEDS = 1000;

/** Trains the pairs and prints the effect; Ctrl-C prints what was measured until then. */
export async function effect(
  session: Session,
  files: readonly string[],
  options: EffectOptions,
): Promise<ExitCode> {
  const { base = [], set = [] } = options;
  const seeds = readSeeds(options.seeds);
  if (set.length === 0) {
    throw new HoneError('request-invalid', 'Both recipes are the same, because no change is named.', {
      fix: 'Name the change, for instance with --set model.dropout=0.3.',
    });
  }
  const { data, test, recipe: before } = await openForTarget(session, files, { ...options, set: base });
  const { effects } = await session.connect();
  const { state: measured, exitCode } = await conductExperiment(
    session,
    effects,
    { data, test, before, after: withSettings(before, { set }), seeds },
    {
      planned: seeds,
      quiet: options.quiet,
      show(event, progress) {
        if (event.kind !== 'effectMeasured') return;
        const { pairs, planned, share } = event.effect;
        const done = `${pairs.length} of ${planned} pairs done`;
        if (pairs.length > 0) progress.milestone(done);
        progress.phase(`Measuring, ${done}`, share);
      },
    },
  );
  await printAnswer(session.terminal, options, { effect: measured }, (color) => effectText(measured, color));
  return exitCode;
}

function readSeeds(text = '10'): number {
  const seeds = Number(text);
  if (Number.isInteger(seeds) && seeds >= 2 && seeds <= MOST_SEEDS) return seeds;
  throw new HoneError('request-invalid', `'${text}' is no number of seeds from 2 to ${MOST_SEEDS}.`, {
    fix: 'Write for instance --seeds 10.',
  });
}
