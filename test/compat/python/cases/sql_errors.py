import json

import hotdata
from case_context import check, check_equal, refused


def run(context):
    with context.client() as api_client:
        api = hotdata.QueryApi(api_client)

        def message(sql, status=400, database_id=context.database_id):
            request = hotdata.QueryRequest(sql=sql)
            error = refused(lambda: api.query(request, x_database_id=database_id))
            check_equal(error.status, status, f"status of {sql!r} in {database_id}")
            return json.loads(error.body)["error"]["message"]

        missing = message("SELECT * FROM missing_table")
        check("table 'default.public.missing_table' not found" in missing, missing)
        check("SELEC" in message("SELEC 1"), "the syntax error does not quote the SQL")
        check("empty" in message("  "), "empty SQL is not called empty")
        check("no_such_column" in message("SELECT no_such_column FROM orders"), "column")
        check("INSERT" in message("INSERT INTO orders VALUES (1)").upper(), "writing")
        message("SELECT 1", status=404, database_id="dbid0unknown0")
        message("SELECT 1", status=400, database_id="not an id!")
