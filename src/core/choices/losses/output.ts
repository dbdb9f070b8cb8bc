// A regression loss behind an output that gives positive numbers only.
import { HoneError } from '../../errors';
import type { Ops, Tensor } from '../../tensor';
import { inverseLinks, links } from './links';
import type { Loss, OutputLink } from './loss';

/**
 * The loss of e^output or softplus(output) in place of the output itself; its target is scaled as positive numbers. A loss
 * that has this link already comes back as it is; another link of its own is refused (`recipe-invalid`).
 */
export function withOutput(loss: Loss, link: OutputLink): Loss {
  if (loss.link === link) return loss;
  if (loss.link) {
    throw new HoneError(
      'recipe-invalid',
      `The loss has an output of its own (${loss.link}) and cannot have another one (${link}).`,
      { place: { field: 'training.output' }, fix: 'Set the output to auto, or choose another loss.' },
    );
  }
  const through = (ops: Ops, output: Tensor) => links[link](ops, output);
  const { trainingPerRow } = loss;
  return {
    ...loss,
    perRow: (ops, output, target) => loss.perRow(ops, through(ops, output), target),
    ...(trainingPerRow && {
      trainingPerRow: (ops, output, target) => trainingPerRow(ops, through(ops, output), target),
    }),
    predict: (ops, output) => loss.predict(ops, through(ops, output)),
    constant: (target, classes) => loss.constant(target, classes).map(inverseLinks[link]),
    targetScale: 'positive',
    link,
  };
}
