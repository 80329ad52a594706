import dlt
from checks import check_equal
import pipelines


def run(context):
    """Orders with their lines: each run adds to the table and to the child table beneath it."""
    pipe = pipelines.pipeline(context, pipelines.new_database(context, "dlt append", "orders"))

    @dlt.resource(name="orders", write_disposition="append", primary_key="id")
    def orders(batch):
        yield batch

    pipe.run(orders([{"id": 1, "lines": [{"item": "nut", "n": 3}, {"item": "bolt", "n": 4}]}]))
    pipe.run(orders([{"id": 2, "lines": [{"item": "nut", "n": 1}]}, {"id": 3, "lines": []}]))
    ids = pipelines.rows(pipe, "orders", "id")
    with pipe.sql_client() as client:
        joined = client.execute_sql(
            'SELECT o.id, l.item, l.n FROM "default"."public"."orders" AS o'
            ' JOIN "default"."public"."orders__lines" AS l ON l._dlt_parent_id = o._dlt_id'
            " ORDER BY o.id, l.item"
        )
        loads = client.execute_sql('SELECT count(*), max(status) FROM "default"."public"."_dlt_loads"')
    check_equal(ids, [(1,), (2,), (3,)], "ids")
    check_equal(
        [tuple(row) for row in joined], [(1, "bolt", 4), (1, "nut", 3), (2, "nut", 1)], "lines"
    )
    check_equal([tuple(row) for row in loads], [(2, 0)], "loads recorded")
