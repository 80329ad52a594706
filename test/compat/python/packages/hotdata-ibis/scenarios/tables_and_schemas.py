import ibis
from checks import check_equal, raised
from ibis.common.exceptions import IbisError, IbisInputError, TableNotFound
import shop


def run(context):
    """Tables are made from Arrow and pandas, listed, described, replaced and dropped."""
    connection, database_id = shop.shop(context)
    home = (database_id, "main")
    sales = connection.table("sales", database=("default", "main"))
    catalog = connection._resolve_database_connection_id()
    listed = connection.list_tables(database=(catalog, "main"))
    schemas = connection.list_databases(catalog=catalog)
    taken = raised(IbisInputError, lambda: connection.create_table("cities", shop.CITIES, database=home))
    frame = shop.CITIES.slice(0, 1).to_pandas()
    replaced = connection.create_table("cities", frame, database=home, overwrite=True)
    empty = connection.create_table(
        "empty", schema=ibis.schema({"id": "int64", "note": "string"}), database=home
    )
    rows = (replaced.count().execute(), empty.count().execute())
    connection.drop_table("cities", database=home)
    raised(TableNotFound, lambda: connection.table("cities", database=("default", "main")))
    raised(IbisError, lambda: connection.drop_table("cities", database=home))
    connection.drop_table("cities", database=home, force=True)
    connection.drop_database(database_id)
    raised(IbisError, lambda: connection.drop_database(database_id))
    connection.drop_database(database_id, force=True)
    check_equal(listed, ["cities", "sales"], "tables")
    check_equal(schemas, ["main"], "schemas")
    check_equal("already exists" in str(taken), True, "a taken name")
    check_equal(rows, (1, 0), "rows of the replaced and of the empty table")
    check_equal(
        {name: str(dtype) for name, dtype in sales.schema().items()},
        {
            "id": "int64",
            "city": "string",
            "amount": "decimal(10, 2)",
            "weight": "float64",
            "express": "boolean",
            "sold_on": "date",
            "sold_at": "timestamp(6)",
            "seen_at": "timestamp('UTC', 6)",
            "tags": "array<string>",
        },
        "schema",
    )
