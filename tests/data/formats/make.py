"""Makes the small files that the tests of formats read: python tests/data/formats/make.py (pandas, pyarrow, openpyxl, xlwt, odfpy)."""
import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import xlwt

out = Path(__file__).parent / "files"
out.mkdir(exist_ok=True)

rows = 40
when = [dt.datetime(2024, 3, 5, 10, 30) + dt.timedelta(days=i) for i in range(rows)]
table = pa.table(
    {
        "n": pa.array([None if i == 3 else i for i in range(rows)], pa.int64()),
        "x": pa.array([None if i == 5 else i * 0.25 for i in range(rows)], pa.float32()),
        "money": pa.array([None if i == 6 else i for i in range(rows)], pa.float64()).cast(pa.decimal128(10, 2)),
        "flag": pa.array([None if i == 7 else i % 2 == 0 for i in range(rows)]),
        "day": pa.array([None if i == 8 else d.date() for i, d in enumerate(when)], pa.date32()),
        "moment": pa.array(when, pa.timestamp("us")),
        "code": pa.array([f"{i % 3:03}" for i in range(rows)]),
        "kind": pa.array([None if i == 9 else "ab"[i % 2] for i in range(rows)]).dictionary_encode(),
        "place": pa.array([{"lat": i / 2, "name": f"p{i % 2}"} for i in range(rows)]),
        "tags": pa.array([["a", "b"][: i % 3] for i in range(rows)]),
    }
)
pq.write_table(table, out / "table.parquet", compression="zstd", row_group_size=16)
feather.write_feather(table, str(out / "lz4.feather"), compression="lz4", chunksize=16)
feather.write_feather(table, str(out / "zstd.feather"), compression="zstd")
with pa.OSFile(str(out / "stream.arrows"), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
    writer.write_table(table)

people = [
    ["Sales of the year", None, None, None, None, None],
    [None, None, None, None, None, None],
    ["name", "amount", "share", "when", "ok", "ratio"],
    *[[f"Kim; {i}", i * 1.5, i / 100, when[i], i % 2 == 0, f"=B{i + 4}/0"] for i in range(12)],
]
book = openpyxl.Workbook()
first = book.active
first.title = "Sales"
for row in people:
    first.append(row)
for cells in first.iter_rows(min_row=4, min_col=3, max_col=3):
    cells[0].number_format = "0 %"
second = book.create_sheet("Ünits")
for row in [["id", "weight"], *[[f"{i:03}", i] for i in range(25)]]:
    second.append(row)
book.create_sheet("Nothing")
book.save(out / "book.xlsx")

old = xlwt.Workbook(encoding="utf-8")
sheet = old.add_sheet("Alt")
date_style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
for r, row in enumerate([["name", "größe", "tag"], *[[f"n{i}", i * 0.5, when[i].date()] for i in range(12)]]):
    for c, value in enumerate(row):
        sheet.write(r, c, value, date_style if isinstance(value, dt.date) else xlwt.Style.default_style)
old.save(str(out / "old.xls"))

pd.DataFrame({"name": [f"n{i}" for i in range(12)], "size": [i * 0.5 for i in range(12)], "day": when[:12]}).to_excel(
    out / "open.ods", index=False, engine="odf"
)
