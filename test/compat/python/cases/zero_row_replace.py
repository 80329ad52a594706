import hotdata
import pyarrow
from case_context import check_equal, parquet_bytes
from hotdata.arrow import ResultsApi

DECLARED = [{"name": "public", "tables": [{"name": "empty"}]}]


def run(context):
    """A file without rows publishes its columns and empties the table."""
    kinds = {"id": pyarrow.int64(), "at": pyarrow.timestamp("us", "UTC"), "name": pyarrow.string()}
    empty = parquet_bytes({name: pyarrow.array([], kind) for name, kind in kinds.items()})
    with context.client() as client:
        created = context.create_database(client, "zero", schemas=DECLARED)

        def replace(data):
            upload_id = context.upload(client, data)
            return context.load(client, created.default_connection_id, "empty", upload_id)

        check_equal(replace(parquet_bytes({"id": [1, 2]})).row_count, 2, "rows before")
        check_equal(replace(empty).row_count, 0, "rows after")
        response = hotdata.QueryApi(client).query(
            hotdata.QueryRequest(sql="SELECT * FROM empty"), x_database_id=created.id
        )
        results = ResultsApi(client)
        scope = context.database_argument(results.get_result_arrow)
        scope = {name: created.id for name in scope}
        table = results.get_result_arrow(response.result_id, **scope)
    check_equal((response.columns, response.rows), (list(kinds), []), "answer")
    check_equal({field.name: field.type for field in table.schema}, kinds, "Arrow schema")
