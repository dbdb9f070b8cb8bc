"""Reads polluted files as DuckDB's sniffer, pandas and csv.Sniffer do, and writes what they made of them as clean CSV."""
import csv
import pathlib
import sys

import duckdb
import pandas


def write(out, header, rows):
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)


def by_duckdb(source, out):
    table = duckdb.sql(
        f"SELECT * FROM read_csv('{source}', all_varchar = true, ignore_errors = true, null_padding = true)"
    )
    names = [f"column{int(name[6:]) + 1}" if name[:6] == "column" and name[6:].isdigit() else name for name in table.columns]
    write(out, names, table.fetchall())


def by_pandas(source, out):
    table = pandas.read_csv(source, sep=None, engine="python", dtype=str, keep_default_na=False, on_bad_lines="skip")
    write(out, table.columns, table.itertuples(index=False))


def by_sniffer(source, out):
    with open(source, newline="", encoding="utf-8-sig") as file:
        text = file.read()
    sniffer = csv.Sniffer()
    dialect = sniffer.sniff(text[:65536])
    rows = [row for row in csv.reader(text.splitlines(keepends=True), dialect) if row]
    if sniffer.has_header(text[:65536]):
        write(out, rows[0], rows[1:])
    else:
        write(out, [f"column{i + 1}" for i in range(len(rows[0]))], rows)


def main():
    folder = pathlib.Path(sys.argv[1])
    for i in range(int(sys.argv[2])):
        for name, read in (("duckdb", by_duckdb), ("pandas", by_pandas), ("sniffer", by_sniffer)):
            try:
                read(folder / "in" / f"{i}.csv", folder / name / f"{i}.csv")
            except Exception:  # noqa: BLE001 - a file that is not read counts as such
                pass


main()
