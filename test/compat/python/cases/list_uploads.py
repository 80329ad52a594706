import hotdata
from case_context import check, check_equal


def run(context):
    """Uploads by state, newest first."""
    list_uploads = context.offered("list_uploads", hotdata.UploadsApi)
    check(callable(list_uploads), "list_uploads is no method")
    with context.client() as api_client:
        uploads = hotdata.UploadsApi(api_client)
        first = context.upload(api_client, b"a\n1\n")
        second = context.upload(api_client, b"a\n2\n3\n")
        pending = uploads.list_uploads(status="pending").uploads
        everything = uploads.list_uploads().uploads
        consumed = uploads.list_uploads(status="consumed").uploads
    check_equal([upload.id for upload in pending[:2]], [second, first], "pending")
    check_equal((pending[0].size_bytes, pending[0].status), (6, "pending"), "newest")
    check_equal([upload.id for upload in everything[:2]], [second, first], "all")
    check(second not in [upload.id for upload in consumed], "listed as consumed")
