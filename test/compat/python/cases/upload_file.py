from case_context import check, parquet_bytes


def run(context):
    with context.client() as api_client:
        upload_id = context.upload(api_client, parquet_bytes({"id": [1, 2, 3]}))
    check(upload_id, "the upload has no id")
