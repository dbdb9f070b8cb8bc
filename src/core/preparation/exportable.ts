// What an exported model can take from raw rows: its text inputs with their lists, and what it cannot compute at all.
import { HoneError } from '../errors';
import type { Table } from '../table';
import { hashedEncoder } from './encode-rows';
import type { HashedFeature, Preparation } from './preparation';

/** A text column of which the model knows certain texts; any other counts as missing. */
export interface TextInput {
  name: string;
  type: 'category';
  categories: readonly string[];
  /** Whether Hone itself would hash a text that is none of them. */
  hashed: boolean;
}

/** Why the preparation cannot be part of an exported model; null where it can. */
export function whyNotExportable({ hashed }: Pick<Preparation, 'hashed'>): HoneError | null {
  const first = hashed.find(({ categories }) => categories === undefined);
  return first ? cannotHash(first) : null;
}

/** No exported format can cut texts into pieces and hash them. */
function cannotHash({ name, type }: HashedFeature): HoneError {
  return type === 'text'
    ? new HoneError(
        'export-unsupported',
        `The column "${name}" is prepared as words or characters, which an exported model cannot compute from raw text.`,
        {
          place: { column: name },
          fix: 'Predict with Hone, or leave texts out of the preparation and train again.',
        },
      )
    : new HoneError(
        'export-unsupported',
        `The column "${name}" was hashed by an earlier Hone, which did not store the categories that an exported model needs.`,
        { place: { column: name }, fix: 'Predict with Hone, or train again.' },
      );
}

/** The text inputs of an exported model in their order: categories with codes, then hashed ones. */
export function textInputs({ categories, hashed }: Preparation): TextInput[] {
  const type = 'category' as const;
  return [
    ...categories.map(({ name, categories: known }) => ({ name, type, categories: known, hashed: false })),
    ...hashed.map(({ name, categories: known = [] }) => ({ name, type, categories: known, hashed: true })),
  ];
}

/** Columns of each known category [1 + categories, features], row-major; the first row is of a text that is none of them. */
export function hashTable(feature: HashedFeature): Float32Array {
  const { features, categories = [] } = feature;
  const encoder = hashedEncoder(feature);
  const table = new Float32Array((1 + categories.length) * features);
  categories.forEach((category, i) => encoder?.encode(category, table, (1 + i) * features));
  return table;
}

/** The table as an exported model sees it: categories that hashing alone would know count as missing. */
export function withKnownHashes(table: Table, { hashed }: Preparation): Table {
  const known = new Map(hashed.map(({ name, categories }) => [name, new Set(categories)]));
  const columns = table.columns.map((column) => {
    const of = known.get(column.name);
    if (!of || column.type !== 'category') return column;
    const { categories } = column;
    return { ...column, codes: column.codes.map((code) => (of.has(categories[code] ?? '') ? code : -1)) };
  });
  return { ...table, columns };
}
