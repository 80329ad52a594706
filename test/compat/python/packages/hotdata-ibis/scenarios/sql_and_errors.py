import ibis
from checks import check, check_equal, raised
from ibis.common.exceptions import IbisError
import shop


def run(context):
    """SQL by hand becomes an expression; a URL connects; long answers come whole; errors say why."""
    connection, database_id = shop.shop(context)
    by_hand = connection.sql('SELECT "city", count(*) AS "n" FROM "default"."main"."sales" GROUP BY 1')
    answer = by_hand.filter(by_hand.n > 1).order_by("city").to_pyarrow().to_pylist()
    dtypes = [str(dtype) for dtype in by_hand.schema().types]
    wrong = raised(IbisError, lambda: connection.sql("SELECT nothing FROM default.main.sales"))
    unknown = shop.connect(context, database_id="dbidnone")
    nowhere = raised(IbisError, lambda: unknown.sql("SELECT 1 AS one").execute())

    bound = shop.connect(context, database_id=database_id, async_after_ms=None)
    background = bound.table("sales", database=("default", "main")).count().execute()
    numbers = bound.sql("SELECT i FROM generate_series(1, 30000) AS t(i)")
    many = numbers.to_pyarrow()

    url = f"hotdata://x/?token={context.api_key}&workspace_id={context.workspace_id}"
    with_url = ibis.connect(f"{url}&api_url={context.host}&database_id={database_id}")
    by_url = with_url.table("cities", database=("default", "main")).people.max().execute()
    check_equal(answer, [{"city": "Bergen", "n": 2}, {"city": "Oslo", "n": 3}], "rows")
    check_equal(dtypes, ["string", "int64"], "types")
    check("nothing" in str(wrong), f"the unknown column is not named: {wrong}")
    check("dbidnone" in str(nowhere) or "not found" in str(nowhere), f"unknown database: {nowhere}")
    check_equal(background, 6, "a query in the background")
    check_equal((many.num_rows, sum(many["i"].to_pylist())), (30000, 450015000), "a long answer")
    check_equal(by_url, 709_000, "through a URL")
