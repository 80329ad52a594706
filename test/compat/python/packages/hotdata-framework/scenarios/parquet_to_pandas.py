from checks import check, check_equal
import shop


def run(context):
    """A Parquet file is loaded into a new database, found by its name, queried into pandas."""
    path = shop.parquet(context, "orders", shop.ORDERS)
    with shop.client(context) as client:
        database = client.create_managed_database("framework shop", tables=["orders", "later"])
        loaded = client.load_managed_table(database, "orders", file=path)
        found = client.resolve_managed_database("framework shop")
        tables = client.list_managed_tables(found)
        answer = client.execute_sql('SELECT * FROM "default"."public"."orders" ORDER BY id', database=found)
        listed = client.list_managed_databases()
        client.delete_managed_database(database)
        again = [one.id for one in client.list_managed_databases()]
    check_equal((loaded.row_count, loaded.schema_name, loaded.job_id), (3, "public", None), "load")
    check_equal(found, database, "the database found by its name")
    check_equal([(t.table, t.synced) for t in tables], [("later", False), ("orders", True)], "tables")
    check_equal(answer.columns, shop.ORDERS.column_names, "columns")
    check(answer.result_id and answer.query_run_id, "the answer names no run or result")
    frame = answer.to_pandas()
    check_equal(frame["customer"].tolist()[:2], ["Ada", "Grace"], "customers")
    check_equal([str(value) for value in frame["amount"].tolist()[:2]], ["12.5", "0.99"], "amounts")
    check_equal(frame["ordered_at"].tolist()[0], "2026-01-01T12:30:00Z", "time")
    check_equal(frame["scores"].tolist(), [[0.5, 1.5], [], None], "lists")
    check(database.id in [one.id for one in listed], "the new database is not listed")
    check(database.id not in again, "the deleted database is still listed")
