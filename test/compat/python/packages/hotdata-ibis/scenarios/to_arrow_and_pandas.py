from checks import check_equal
import shop


def run(context):
    """A whole table, as Arrow, as record batches and as pandas: every value and type as written."""
    connection, _ = shop.shop(context)
    sales = connection.table("sales", database=("default", "main")).order_by("id")
    arrow = sales.to_pyarrow()
    batches = list(sales.to_pyarrow_batches(chunk_size=4))
    frame = sales.execute()
    scalar = sales.amount.sum().execute()
    column = sales.city.to_pyarrow()
    check_equal(arrow.to_pylist(), shop.SALES.to_pylist(), "rows")
    check_equal(arrow.schema.types, shop.SALES.schema.types, "types")
    check_equal([batch.num_rows for batch in batches], [4, 2], "rows of the batches")
    check_equal(frame["sold_at"][0].isoformat(), "2026-01-01T08:00:00.123456", "a time in pandas")
    check_equal(str(frame["seen_at"][5]), "2026-01-06 08:00:00+00:00", "a time with its zone")
    check_equal(str(frame["amount"][5]), "99.99", "a decimal")
    check_equal(str(scalar), "167.49", "a sum")
    check_equal(column.to_pylist(), shop.SALES["city"].to_pylist(), "one column")
