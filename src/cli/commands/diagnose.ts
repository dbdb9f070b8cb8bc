// `hone diagnose`: what ails the model of a run.
import { diagnosisText } from '../diagnosis-text';
import { modelReference } from '../model-reference';
import { paint } from '../paint';
import { type ExitCode, exitCodes, type Session } from '../session';

/** Prints the findings of a run that has ended. */
export async function diagnose(
  session: Session,
  run: string,
  options: { json?: boolean },
): Promise<ExitCode> {
  const { terminal } = session;
  const workbench = await session.connect();
  const { folder, record, findings } = await workbench.readRun(await modelReference(session.cwd, run));
  const { epochs, bestEpoch, task, metrics } = record;
  const target = record.recipe.data.target;
  if (options.json) {
    const report = { run: folder, task, target, epochs, bestEpoch, metrics, diagnosis: findings };
    await terminal.write(`${JSON.stringify(report)}\n`);
  } else {
    const brush = paint(terminal.color.out);
    const what = `Run ${record.id}, target "${target}", best epoch ${bestEpoch} of ${epochs}`;
    await terminal.write(`${brush.bold(what)}\n${diagnosisText(findings, terminal.color.out)}`);
  }
  return exitCodes.done;
}
