// New rows drawn from a distribution that was learned of each class, or of each range of the target.
import { z } from 'zod';
import { type CategoryNumbers, categoryNumbers, writeCategories } from '../../augmentation/category-numbers';
import { type ClassRows, lackingClasses, rowsByClass } from '../../augmentation/class-rows';
import { collectRows, type RowCollector } from '../../augmentation/collect-rows';
import { type CopulaColumn, fitCopula } from '../../augmentation/copula';
import type { TrainingRows } from '../../augmentation/training-rows';
import { HoneError } from '../../errors';
import type { Random } from '../../random';
import { defineAugmentation, share } from './augmentation';

/** From fewer rows no distribution is learned. */
const LEAST_ROWS = 5;
const LEAST_ROWS_PER_BIN = 10;

export const gaussianCopula = defineAugmentation({
  kind: 'gaussian-copula',
  title: 'Gaussian copula',
  help: 'Learns of each class how every column is distributed and how columns go together, and draws new rows from that. Of a regression it learns each range of the target. Takes numbers and categories.',
  source: 'Patki, Wedge, Veeramachaneni 2016, The Synthetic Data Vault (GaussianCopula)',
  params: {
    balance: z.boolean().default(true).meta({
      title: 'Balance classes',
      help: 'Raises every class to the size of the largest one. Off adds the same share to every class, as to a regression.',
    }),
    share,
    bins: z.number().int().min(1).max(100).default(5).meta({
      title: 'Target ranges',
      help: 'Of a regression: ranges of equally many rows that are learned one by one.',
      level: 'expert',
    }),
  },
  create: (settings) => ({
    needs: 'any',
    renews: false,
    augment(rows, random) {
      const into = collectRows(rows, 0);
      const known = categoryNumbers(rows);
      for (const { lacks, ...group } of groupsOf(rows, settings))
        drawRows(rows, known, group, lacks, into, random);
      return { kept: null, added: into.added() };
    },
  }),
});

/** Classes or target ranges with the number of rows to draw of each. */
function groupsOf(
  rows: TrainingRows,
  { balance, share: wanted, bins }: { balance: boolean; share: number; bins: number },
): (ClassRows & { lacks: number })[] {
  const grown = (group: ClassRows) => ({ ...group, lacks: Math.round(group.rows.length * wanted) });
  if (rows.classes.length > 0) return balance ? lackingClasses(rows, 1) : rowsByClass(rows).map(grown);
  const order = Int32Array.from(rows.targets.keys()).sort(
    (a, b) => (rows.targets[a] as number) - (rows.targets[b] as number) || a - b,
  );
  const count = Math.max(1, Math.min(bins, Math.floor(order.length / LEAST_ROWS_PER_BIN)));
  return Array.from({ length: count }, (_, bin) => {
    const end = Math.floor(((bin + 1) * order.length) / count);
    const members = order.slice(Math.floor((bin * order.length) / count), end);
    return grown({ number: bin, name: `range ${bin + 1}`, rows: members.sort() });
  });
}

function drawRows(
  rows: TrainingRows,
  known: CategoryNumbers,
  group: ClassRows,
  wanted: number,
  into: RowCollector,
  random: Random,
): void {
  requireEnough(rows, group);
  const { layout, targets, classes } = rows;
  const isNumber = classes.length === 0;
  const copula = fitCopula(columnsOf(rows, known, group.rows));
  for (let i = 0; i < wanted; i++) {
    const drawn = copula.draw(random);
    const at = into.blank(isNumber ? (drawn.at(-1) as number) : (targets[group.rows[0] as number] as number));
    const x = into.x();
    for (let column = 0; column < layout.numbers; column++) x[at + column] = drawn[column] as number;
    writeCategories(layout, x, at, (category) => drawn[layout.numbers + category] as number);
  }
}

/** Numbers, categories and, for a regression, the target. */
function columnsOf(
  { x, layout, targets, classes }: TrainingRows,
  { values, groups }: CategoryNumbers,
  members: Int32Array,
): CopulaColumn[] {
  const numbers = Array.from({ length: layout.numbers }, (_, column): CopulaColumn => {
    return {
      kind: 'number',
      values: Float64Array.from(members, (row) => x[row * layout.width + column] as number),
    };
  });
  const categories = Array.from({ length: groups }, (_, group): CopulaColumn => {
    return { kind: 'category', values: members.map((row) => values[row * groups + group] as number) };
  });
  const target: CopulaColumn = {
    kind: 'number',
    values: Float64Array.from(members, (row) => targets[row] as number),
  };
  return [...numbers, ...categories, ...(classes.length === 0 ? [target] : [])];
}

function requireEnough({ classes }: TrainingRows, { name, rows }: ClassRows): void {
  if (rows.length >= LEAST_ROWS) return;
  const what = classes.length === 0 ? 'The training part' : `The class "${name}"`;
  const count = rows.length === 1 ? '1 training row' : `${rows.length} training rows`;
  throw new HoneError(
    'data-invalid',
    `${what} has ${count}, and a distribution is learned from ${LEAST_ROWS} at least.`,
    { place: { field: 'augment' }, fix: 'Set augment to random-over or gaussian-noise, or add rows.' },
  );
}
