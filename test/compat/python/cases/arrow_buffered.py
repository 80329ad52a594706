import hotdata
from case_context import check_equal
from hotdata.arrow import ResultsApi


def run(context):
    with context.client() as client:
        result_id = orders_result(context, client)
        results = ResultsApi(client)
        scope = context.database_argument(results.get_result_arrow)
        table = results.get_result_arrow(result_id, **scope)
    check_equal(table.num_rows, context.orders_rows, "rows")
    check_equal(table.column("id").to_pylist(), list(range(context.orders_rows)), "ids")
    types = {field.name: str(field.type) for field in table.schema}
    check_equal(types["amount"], "decimal128(10, 2)", "type of amount")
    check_equal(types["ordered_at"], "timestamp[us]", "type of ordered_at")
    check_equal(types["shipped_on"], "date32[day]", "type of shipped_on")


def orders_result(context, client):
    """Id of a stored result with all orders, sorted."""
    response = hotdata.QueryApi(client).query(
        hotdata.QueryRequest(sql="SELECT * FROM orders ORDER BY id"), **context.query_scope()
    )
    return response.result_id
