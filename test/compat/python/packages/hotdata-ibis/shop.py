"""A database with sales and cities, as the scenarios of this package read it."""

import datetime
import decimal

import ibis
import pyarrow

SALES = pyarrow.table(
    {
        "id": pyarrow.array(range(1, 7), pyarrow.int64()),
        "city": pyarrow.array(["Oslo", "Bergen", "Oslo", "Bergen", "Oslo", None]),
        "amount": pyarrow.array(
            [decimal.Decimal(text) for text in ("10.50", "20.25", "30.00", "5.75", "1.00", "99.99")],
            pyarrow.decimal128(10, 2),
        ),
        "weight": pyarrow.array([1.5, 2.5, None, 4.0, 0.25, 8.0], pyarrow.float64()),
        "express": pyarrow.array([True, False, True, None, False, True]),
        "sold_on": pyarrow.array(
            [datetime.date(2026, month, 15) for month in (1, 1, 2, 2, 3, 3)], pyarrow.date32()
        ),
        "sold_at": pyarrow.array(
            [datetime.datetime(2026, 1, day, 8, 0, 0, 123456) for day in range(1, 7)],
            pyarrow.timestamp("us"),
        ),
        "seen_at": pyarrow.array(
            [
                datetime.datetime(2026, 1, day, 8, tzinfo=datetime.timezone.utc)
                for day in range(1, 7)
            ],
            pyarrow.timestamp("us", tz="UTC"),
        ),
        "tags": pyarrow.array(
            [["a"], ["a", "b"], [], None, ["c"], ["b"]], pyarrow.list_(pyarrow.string())
        ),
    }
)

CITIES = pyarrow.table({"city": ["Oslo", "Bergen", "Tromsø"], "people": [709_000, 291_000, 77_000]})


def connect(context, **settings):
    return ibis.hotdata.connect(
        api_url=context.host, token=context.api_key, workspace_id=context.workspace_id, **settings
    )


def shop(context):
    """A connection to a new database of the tables; returns it with the database's id."""
    connection = connect(context, default_schema="main")
    database_id = connection.create_database("ibis shop")
    for name, table in (("sales", SALES), ("cities", CITIES)):
        connection.create_table(name, table, database=(database_id, "main"))
    return connection, database_id
