// Mixtures of two rows and of their targets.
import type { RowCollector } from './collect-rows';
import type { TrainingRows } from './training-rows';

/**
 * Adds share · row + (1 − share) · partner; codes stay those of the row. The target of a regression is mixed the same
 * way. A mixture of two classes becomes two rows of the same inputs, one of each class, that count by the shares: their
 * losses add up to that of the mixed target, as cross-entropy is linear in it.
 */
export function addMixture(
  into: RowCollector,
  { x, layout, targets, classes }: TrainingRows,
  { row, partner, share }: { row: number; partner: number; share: number },
): void {
  const { width, codes } = layout;
  const [own, other] = [targets[row] as number, targets[partner] as number];
  const add = (target: number, weight: number) => {
    const at = into.copy(row, target, weight);
    const values = into.x();
    for (let column = 0; column < width; column++) {
      if (codes.includes(column)) continue;
      const [a, b] = [x[row * width + column] as number, x[partner * width + column] as number];
      values[at + column] = share * a + (1 - share) * b;
    }
  };
  if (classes.length === 0) return add(share * own + (1 - share) * other, 1);
  add(own, share);
  add(other, 1 - share);
}
