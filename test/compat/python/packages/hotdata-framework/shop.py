"""The files and tables that the scenarios of this package share."""

import datetime
import decimal

import pyarrow
import pyarrow.parquet
from hotdata_framework import HotdataClient

UTC = datetime.timezone.utc

ORDERS = pyarrow.table(
    {
        "id": pyarrow.array([1, 2, 3], pyarrow.int64()),
        "customer": pyarrow.array(["Ada", "Grace", None]),
        "amount": pyarrow.array(
            [decimal.Decimal("12.50"), decimal.Decimal("0.99"), None], pyarrow.decimal128(10, 2)
        ),
        "paid": pyarrow.array([True, False, None]),
        "ordered_at": pyarrow.array(
            [datetime.datetime(2026, 1, day, 12, 30, tzinfo=UTC) for day in (1, 2, 3)],
            pyarrow.timestamp("us", tz="UTC"),
        ),
        "scores": pyarrow.array([[0.5, 1.5], [], None], pyarrow.list_(pyarrow.float32())),
    }
)


def client(context):
    return HotdataClient(context.api_key, context.workspace_id, host=context.host)


def parquet(context, name, table):
    """Writes a Parquet file; returns its path."""
    path = context.scratch / f"{name}.parquet"
    pyarrow.parquet.write_table(table, path)
    return str(path)


def people(rows):
    """A table of ids and names."""
    return pyarrow.table(
        {
            "id": pyarrow.array([row[0] for row in rows], pyarrow.int64()),
            "name": pyarrow.array([row[1] for row in rows], pyarrow.string()),
        }
    )
