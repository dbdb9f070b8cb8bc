// Where a row of a table stands in its file, for errors.
import type { ErrorPlace } from '../errors';
import type { Table } from '../table';

/** What knows the line of the file on which its first row stands. */
type Lined = Pick<Table, 'firstLine'>;

/** `line 17` where the file's lines are known, else `row 16`; rows count from 0 here and from 1 for people. */
export function rowName(table: Lined, row: number): string {
  return table.firstLine === undefined ? `row ${row + 1}` : `line ${table.firstLine + row}`;
}

/** The place of a value for a HoneError. */
export function valuePlace(table: Lined, row: number, column: string): ErrorPlace {
  return table.firstLine === undefined ? { column } : { column, line: table.firstLine + row };
}
