// `hone diagnose`: what ails the model of a run.
import { diagnosisText } from '../diagnosis-text';
import { modelReference } from '../model-reference';
import { paint } from '../paint';
import { printAnswer } from '../print-answer';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints the findings of a run that has ended. */
export async function diagnose(
  session: Session,
  run: string,
  options: { json?: boolean },
): Promise<ExitCode> {
  const workbench = await session.connect();
  const { folder, record, findings } = await workbench.readRun(await modelReference(session.cwd, run));
  const { epochs, bestEpoch, task, metrics } = record;
  const target = record.recipe.data.target;
  const report = { run: folder, task, target, epochs, bestEpoch, metrics, diagnosis: findings };
  const what = `Run ${record.id}, target "${target}", best epoch ${bestEpoch} of ${epochs}`;
  await printAnswer(
    session.terminal,
    options,
    report,
    (color) => `${paint(color).bold(what)}\n${diagnosisText(findings, color)}`,
  );
  return exitCodes.done;
}
