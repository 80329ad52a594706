"""Writes the files that the page's queries read: make_parquet.py FOLDER ORDERS_ROWS LARGE_ROWS."""

import datetime
import decimal
import pathlib
import sys

import pyarrow
import pyarrow.parquet

NEW_YEAR = datetime.datetime(2026, 1, 1)


def orders(rows):
    numbers = range(rows)
    amounts = [decimal.Decimal(n * 37 % 100_000) / 100 for n in numbers]
    ordered = [NEW_YEAR + datetime.timedelta(minutes=n) for n in numbers]
    shipped = [None if n % 10 == 0 else day.date() for n, day in zip(numbers, ordered)]
    return pyarrow.table(
        {
            "id": pyarrow.array(numbers, pyarrow.int64()),
            "customer": pyarrow.array([f"customer {n % 97}" for n in numbers]),
            "amount": pyarrow.array(amounts, pyarrow.decimal128(10, 2)),
            "ordered_at": pyarrow.array(ordered, pyarrow.timestamp("us")),
            "shipped_on": pyarrow.array(shipped, pyarrow.date32()),
        }
    )


def large_table(rows):
    return pyarrow.table(
        {
            "n": pyarrow.array(range(rows), pyarrow.int64()),
            "label": pyarrow.array([f"row {n}" for n in range(rows)]),
        }
    )


def main():
    folder = pathlib.Path(sys.argv[1])
    pyarrow.parquet.write_table(orders(int(sys.argv[2])), folder / "orders.parquet")
    pyarrow.parquet.write_table(large_table(int(sys.argv[3])), folder / "large_table.parquet")


if __name__ == "__main__":
    main()
