// What the cells of each column look like, learned from rows that fit: how surprising another text would be there.
import type { Field } from './read-row';

export interface ColumnLooks {
  /** Number of columns. */
  width: number;
  /** Surprise at a cell, in nats: minus the logarithm of its likelihood. */
  cost(column: number, cell: Pick<Field, 'text' | 'quoted'>): number;
  /** The largest surprise at a whole row of those that were learned from. */
  most: number;
  /** Surprise at a whole row that hardly any other row exceeds. */
  usual: number;
}

/** Fewer rows tell too little. */
const LEAST_ROWS = 6;
/** Beyond the most surprising of the rows: less than a value of another kind costs. */
const SLACK = 20;
const LONG = 24;
/** What a value that was never seen costs beside the chance that there is one. */
const UNSEEN = 2;

type Traits = (cell: Pick<Field, 'text' | 'quoted'>) => readonly string[];

/** Traits that a text shares with others of its column: quotes, signs, their order, both ends, its length. */
const traitsOf: Traits = ({ text, quoted }) => {
  const shape = text.replace(/[\p{L}\p{N}]/gu, signOf);
  const brief = shape.replace(/(.)\1+/gu, '$1');
  return [
    String(quoted),
    shape.length <= LONG ? shape : `long ${Math.round(Math.log2(shape.length))}`,
    brief.length <= LONG ? brief : 'long',
    shape.charAt(0),
    shape.charAt(shape.length - 1),
    text.length <= LONG ? text : 'long',
  ];
};

const signOf = (sign: string) => (/\p{N}/u.test(sign) ? '9' : /\p{Lu}/u.test(sign) ? 'A' : 'a');

/** What the columns look like, learned when it is first asked for: most files have no row that asks. */
export type LearnedLooks = () => ColumnLooks | null;

/** Learns from rows of `width` cells; null where there are too few. */
export function learnLooks(rows: readonly (readonly Field[])[], width: number): LearnedLooks {
  let looks: ColumnLooks | null | undefined;
  return () => {
    looks ??= rows.length < LEAST_ROWS ? null : learn(rows, width);
    return looks;
  };
}

function learn(rows: readonly (readonly Field[])[], width: number): ColumnLooks {
  const columns = Array.from({ length: width }, (_, i) => learnColumn(rows.map((row) => row[i] as Field)));
  const cost: ColumnLooks['cost'] = (column, cell) => (columns[column] as CellCost)(cell);
  const surprises = rows.map((row) => row.reduce((sum, cell, i) => sum + cost(i, cell), 0));
  const most = Math.max(...surprises);
  return { width, cost, most, usual: most + SLACK };
}

type CellCost = (cell: Pick<Field, 'text' | 'quoted'>) => number;

function learnColumn(cells: readonly Field[]): CellCost {
  const known = cells.filter(({ text }) => text.trim() !== '');
  const gap = (cells.length - known.length + 0.5) / (cells.length + 1);
  const traits = known.map(traitsOf);
  const kinds = traitsOf({ text: '', quoted: false }).length;
  const costs = Array.from({ length: kinds }, (_, i) => surpriseOf(traits.map((list) => list[i] as string)));
  return (cell) => {
    // Counted once for each trait, as those of a text are: they tell the same several times.
    if (cell.text.trim() === '') return -Math.log(gap) * kinds;
    const own = traitsOf(cell);
    return costs.reduce((sum, surprise, i) => sum + surprise(own[i] as string) - Math.log(1 - gap), 0);
  };
}

/** By the share of rows that have the trait; one that none has, by the share of traits seen once (Good 1953). */
function surpriseOf(traits: readonly string[]): (trait: string) => number {
  const counts = new Map<string, number>();
  for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  const single = [...counts.values()].filter((count) => count === 1).length;
  const total = traits.length + 1;
  const unseen = UNSEEN - Math.log((single + 0.5) / total);
  return (trait) => {
    const count = counts.get(trait);
    return count === undefined ? unseen : Math.min(unseen, -Math.log(count / total));
  };
}
