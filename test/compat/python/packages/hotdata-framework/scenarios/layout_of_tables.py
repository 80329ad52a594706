from checks import check_equal, raised
from hotdata_framework import TablePartitionKey, TableSortKey
import shop


def run(context):
    """A layout is declared with a new table and read back; a table is added, and dropped."""
    by_month = [TablePartitionKey(column="ordered_at", transform="month")]
    by_id = [TableSortKey(column="id", direction="desc", nulls="last")]
    with shop.client(context) as client:
        database = client.create_managed_database(
            "framework layout",
            tables=["orders"],
            partition_by={"orders": by_month},
            sorted_by={"orders": by_id},
        )
        client.add_managed_table(database, "plain", key=["id"])
        path = shop.parquet(context, "orders", shop.ORDERS)
        client.load_managed_table(database, "orders", file=path)
        client.load_managed_table(database, "plain", file=path)
        layout = client.managed_table_layout(database, "orders")
        plain = client.managed_table_layout(database, "plain")
        qualified = client.list_qualified_table_names(connection_id=database.default_connection_id)
        columns = client.columns_for_qualified(
            "shop.public.orders", connection_id=database.default_connection_id
        )
        ids = client.execute_sql("SELECT id FROM public.orders ORDER BY 1", database=database).rows
        client.delete_managed_table(database, "plain")
        raised(KeyError, lambda: client.managed_table_layout(database, "plain"))
    check_equal([(k.column, k.transform) for k in layout.partition_by], [("ordered_at", "month")], "parts")
    check_equal([(k.column, k.direction, k.nulls) for k in layout.sorted_by], [("id", "desc", "last")], "sort")
    check_equal((plain.is_partitioned, plain.is_sorted), (False, False), "plain table")
    label = f"__db_{database.id}"
    check_equal(qualified, [f"{label}.public.orders", f"{label}.public.plain"], "qualified names")
    check_equal([c.name for c in columns], shop.ORDERS.column_names, "columns")
    check_equal(ids, [[1], [2], [3]], "ids")
