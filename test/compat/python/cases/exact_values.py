import hotdata
from case_context import check_equal

SQL = """SELECT 9223372036854775807 AS big, 1.10::DECIMAL(38, 2) AS price,
TIMESTAMP '1969-12-31 23:59:59.5' AS at, DATE '2262-04-12' AS day, 'NaN'::DOUBLE AS nan,
[1, NULL] AS list, {'a': 1} AS struct"""


def run(context):
    with context.client() as api_client:
        response = hotdata.QueryApi(api_client).query(hotdata.QueryRequest(sql=SQL))
    values = dict(zip(response.columns, response.rows[0]))
    check_equal(values["big"], 9223372036854775807, "64-bit integer")
    check_equal(values["price"], 1.1, "decimal")
    check_equal(values["at"], "1969-12-31T23:59:59.500", "timestamp")
    check_equal(values["day"], "2262-04-12", "date")
    check_equal(values["nan"], None, "NaN")
    check_equal((values["list"], values["struct"]), ([1, None], {"a": 1}), "nested values")
