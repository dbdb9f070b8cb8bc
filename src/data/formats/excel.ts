// Workbooks (.xlsx, .xls, .ods …): one sheet as delimited text, which is then read like any other.
import { basename } from 'node:path';
import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { HoneError } from '../../core/errors';
import { type HeldFile, tooLarge } from './held-file';
import { unpackedBytes } from './unpacked-bytes';

/** A larger workbook would need more memory than the data process has. */
export const MOST_WORKBOOK = 200 << 20;
const MOST_UNPACKED = 1500 << 20;

export interface SheetText {
  /** Names of all sheets. */
  sheets: string[];
  sheet: string;
  /** A line of cells for each row of the sheet, the empty ones too: line numbers are row numbers. */
  lines: Generator<string>;
  warnings: string[];
}

/** Throws a HoneError for a workbook that is damaged, locked or too large, or has no such sheet. */
export function readSheet(path: string, { content }: HeldFile, wanted: string): SheetText {
  const unpacked = unpackedBytes(content);
  if (unpacked > MOST_UNPACKED) {
    throw tooLarge(path, 'workbook', `it unpacks to ${Math.round(unpacked / (1 << 20))} MB`, MOST_WORKBOOK);
  }
  const { SheetNames: sheets } = parse(path, content, { bookSheets: true });
  if (wanted !== '' && !sheets.includes(wanted)) {
    throw new HoneError('data-invalid', `${basename(path)} has no sheet "${wanted}".`, {
      place: { file: path, field: 'data.sheet' },
      fix: `Take one of these: ${sheets.slice(0, 20).join(', ')}.`,
    });
  }
  const { sheet, cells, book } = pickSheet(path, content, wanted === '' ? sheets : [wanted]);
  if (!cells.some((row) => row?.some((cell) => cell !== undefined && cell.t !== 'z'))) {
    throw new HoneError('data-invalid', `The sheet "${sheet}" of ${basename(path)} is empty.`, {
      place: { file: path, field: 'data.sheet' },
      fix: sheets.length > 1 ? `Take another sheet: ${sheets.slice(0, 20).join(', ')}.` : 'Fill it first.',
    });
  }
  const shift = book.Workbook?.WBProps?.date1904 ? 1462 : 0;
  const uncomputed = cells.reduce((sum, row) => sum + (row ?? []).filter(isUncomputed).length, 0);
  return {
    sheets,
    sheet,
    lines: linesOf(cells, shift),
    warnings:
      uncomputed === 0
        ? []
        : [
            `${uncomputed} formulas have no stored result and were taken as missing: save the workbook once in a spreadsheet program.`,
          ],
  };
}

interface Sheet {
  sheet: string;
  cells: Cells;
  book: WorkBook;
}

/** The first sheet that holds a table, a cover being none; the very first if none does. */
function pickSheet(path: string, content: Buffer, sheets: readonly string[]): Sheet {
  let first: Sheet | undefined;
  for (const sheet of sheets) {
    const book = parse(path, content, {
      sheets: sheet,
      dense: true,
      cellNF: true,
      cellText: false,
      sheetStubs: true,
      cellHTML: false,
    });
    const found = { sheet, cells: cellsOf(book.Sheets[sheet]), book };
    if (sheets.length === 1 || isTable(found.cells)) return found;
    first ??= found;
  }
  return first ?? { sheet: '', cells: [], book: { SheetNames: [], Sheets: {} } };
}

/** Two rows below names, of two columns at least. */
function isTable(cells: Cells): boolean {
  const isFilled = (cell: CellObject | undefined) => cell !== undefined && cell.t !== 'z' && cell.v !== '';
  let rows = 0;
  for (const row of cells) {
    if ((row ?? []).filter(isFilled).length >= 2) rows++;
    if (rows === 3) return true;
  }
  return false;
}

function parse(path: string, content: Buffer, options: Parameters<typeof read>[1]): WorkBook {
  try {
    return read(content, { type: 'buffer', ...options });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const locked = /password|encrypt/i.test(reason);
    throw new HoneError(
      'data-invalid',
      locked
        ? `${basename(path)} is locked by a password.`
        : `${basename(path)} cannot be read as a workbook: ${reason}.`,
      {
        place: { file: path },
        fix: locked
          ? 'Save it without a password.'
          : 'Open it in a spreadsheet program and save it again, or save it as CSV.',
        cause: error,
      },
    );
  }
}

type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

function cellsOf(sheet: WorkSheet | undefined): Cells {
  return ((sheet as { '!data'?: Cells } | undefined)?.['!data'] ?? []) as Cells;
}

const isUncomputed = (cell: CellObject | undefined) =>
  cell?.f !== undefined && (cell.v === undefined || cell.t === 'z');

function* linesOf(cells: Cells, shift: number): Generator<string> {
  let width = 0;
  for (const row of cells) width = Math.max(width, row?.length ?? 0);
  for (const row of Array.from(cells)) {
    const texts = Array.from({ length: width }, (_, column) => cellText(row?.[column], shift));
    yield texts.every((text) => text === '') ? '' : texts.join(',');
  }
}

const faults: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** One cell as it stands in delimited text: numbers and dates bare, texts always quoted. */
function cellText(cell: CellObject | undefined, shift: number): string {
  if (cell?.v === undefined || cell.t === 'z') return '';
  const { t, v, z } = cell;
  if (t === 'b') return String(v);
  if (t === 'e') return faults[Number(v)] ?? '#N/A';
  if (t === 'n') {
    const serial = Number(v);
    return typeof z === 'string' && SSF.is_date(z)
      ? serialText(serial, serial >= 1 ? shift : 0)
      : String(serial);
  }
  if (v instanceof Date) return v.toISOString().slice(0, 19).replace('T', ' ');
  const text = String(v);
  return text === '' ? '' : `"${text.replaceAll('"', '""')}"`;
}

const DAY_MS = 86_400_000;

/** A spreadsheet's day number as ISO text; below 1 it is a time of day. */
function serialText(serial: number, shift: number): string {
  const ms = Math.round(serial * DAY_MS);
  if (serial >= 0 && serial < 1) return new Date(ms).toISOString().slice(11, 19);
  // Day 60 is 29 February 1900, which never was: days before it are one higher.
  const days = serial < 60 && shift === 0 ? 25_568 : 25_569;
  const date = new Date(ms + (shift - days) * DAY_MS);
  if (Number.isNaN(date.getTime())) return String(serial);
  const text = date.toISOString();
  if (ms % DAY_MS === 0) return text.slice(0, 10);
  return text.slice(0, text.endsWith('.000Z') ? 19 : 23).replace('T', ' ');
}
