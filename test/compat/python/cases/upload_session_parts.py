import hotdata
import pyarrow
from case_context import check_equal, parquet_bytes

ROWS = 1_500_000


def run(context):
    """More than the client sends in one piece: it opens a session without a size, has part
    addresses minted, and sends the parts side by side."""
    upload_file = hotdata.UploadsApi.upload_file
    context.offered_argument(upload_file, "part_size")
    # Multiplication by a large odd number keeps the file from being compressed small.
    numbers = pyarrow.array([n * 0x9E3779B97F4A7C15 % 2**63 for n in range(ROWS)])
    data = parquet_bytes({"n": numbers})
    seen = []
    with context.client() as api_client:
        created = context.create_database(
            api_client, "parts", schemas=[{"name": "public", "tables": [{"name": "numbers"}]}]
        )
        uploads = hotdata.UploadsApi(api_client)
        upload = uploads.upload_file(data, progress=lambda done, total: seen.append(done))
        check_equal(upload.size_bytes, len(data), "size_bytes")
        result = context.load(
            api_client, created.default_connection_id, "numbers", upload.upload_id
        )
        answer = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT count(*), count(DISTINCT n) FROM numbers"),
            x_database_id=created.id,
        )
    check_equal(max(seen), len(data), "progress")
    check_equal(result.row_count, ROWS, "row_count of the load")
    check_equal(answer.rows, [[ROWS, ROWS]], "rows")
