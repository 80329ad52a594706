import uuid

from checks import check, check_equal, raised
from hotdata_framework import HotdataTerminalError, ManagedDatabaseClient
import shop


def run(context):
    """What the adapters are built on: a database made once, a table read back as Arrow, types kept."""
    client = ManagedDatabaseClient(
        api_key=context.api_key,
        workspace_id=context.workspace_id,
        api_base_url=context.host,
        max_retries=2,
        retry_backoff_seconds=0.1,
    )
    name = f"adapter {uuid.uuid4()}"
    settings = {"schema": "public", "tables": ["orders"], "create_if_missing": True}
    try:
        database = client.ensure_managed_database(name, **settings)
        same = client.ensure_managed_database(name, **settings)
        unloaded = client.fetch_table(database=database.id, schema="public", table="orders")
        upload_id = client.upload_parquet(shop.parquet(context, "orders", shop.ORDERS))
        client.load_managed_table(database.id, "orders", schema="public", upload_id=upload_id, mode="append")
        twice = client.load_managed_table(
            database.id, "orders", schema="public", upload_id=upload_id, mode="append"
        )
        fetched = client.fetch_table(database=database.id, schema="public", table="orders")
        empty = client.upload_parquet(shop.parquet(context, "none", shop.ORDERS.slice(0, 0)))
        client.load_managed_table(database.id, "orders", schema="public", upload_id=empty)
        emptied = client.fetch_table(database=database.id, schema="public", table="orders")
        error = raised(
            HotdataTerminalError,
            lambda: client.load_managed_table(database.id, "orders", schema="public", upload_id="upldnone"),
        )
    finally:
        client.close()
    check_equal(same, database, "the database when it is there already")
    check_equal(unloaded, None, "a table that is declared only")
    check_equal(twice.row_count, 3, "rows after the same upload was sent twice")
    check_equal(fetched.sort_by("id").to_pylist(), shop.ORDERS.to_pylist(), "rows")
    check_equal(fetched.schema.types, shop.ORDERS.schema.types, "types")
    check_equal((emptied.num_rows, emptied.schema), (0, fetched.schema), "emptied table")
    check("404" in str(error), f"an unknown upload: {error}")
