// Which imputer, scaler and encoder a column has: the recipe's own, or those of the last list that names the column.
import { HoneError } from '../errors';
import type { EncoderSettings } from '../choices/encoders';
import type { ImputerSettings } from '../choices/imputers';
import type { ScalerSettings } from '../choices/scalers';
import { nearest } from '../recipe/nearest';
import type { Recipe } from '../recipe/recipe';
import type { Table } from '../table';

export interface ColumnSteps {
  imputer: ImputerSettings;
  scaler: ScalerSettings;
  encoder: EncoderSettings;
}

/** The steps of the column of that name. */
export function stepOf({ prepare }: Recipe, column: string): ColumnSteps {
  const { imputer, scaler, encoder } = prepare;
  return prepare.columns
    .filter(({ columns }) => columns.includes(column))
    .reduce<ColumnSteps>(
      (steps, own) => ({
        imputer: own.imputer ?? steps.imputer,
        scaler: own.scaler ?? steps.scaler,
        encoder: own.encoder ?? steps.encoder,
      }),
      { imputer, scaler, encoder },
    );
}

/** The recipe's `prepare.columns` with other steps for one column: it leaves the lists that name it and gets its own. */
export function withSteps(
  recipe: Recipe,
  column: string,
  steps: Partial<ColumnSteps>,
): Recipe['prepare']['columns'] {
  const others = recipe.prepare.columns
    .map((entry) => ({ ...entry, columns: entry.columns.filter((name) => name !== column) }))
    .filter(({ columns }) => columns.length > 0);
  return Object.keys(steps).length === 0 ? others : [...others, { columns: [column], ...steps }];
}

/** Throws a HoneError where `prepare.columns` names a column that the table lacks. */
export function requireOwnColumns(table: Table, { prepare }: Recipe): void {
  const names = table.columns.map(({ name }) => name);
  const absent = prepare.columns.flatMap(({ columns }) => columns).find((name) => !names.includes(name));
  if (absent === undefined) return;
  const near = nearest(absent, names);
  throw new HoneError(
    'column-missing',
    `The table has no column "${absent}" to prepare in a way of its own.`,
    {
      place: { column: absent, field: 'prepare.columns' },
      fix: near ? `Did you mean "${near}"?` : 'Take the name out of prepare.columns.',
    },
  );
}
