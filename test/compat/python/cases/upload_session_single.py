import json

import hotdata
import urllib3
from case_context import check, check_equal, parquet_bytes, refused


def run(context):
    uploads_class = hotdata.UploadsApi
    open_session = context.offered("create_upload_session_handler", uploads_class)
    request_class = context.offered("CreateUploadRequest")
    data = parquet_bytes({"id": [1, 2, 3]})
    with context.client() as api_client:
        uploads = uploads_class(api_client)
        finalize = uploads.finalize_upload_handler
        session = open_session(uploads, request_class(declared_size_bytes=len(data)))
        check_equal(session.mode, "single", "mode")
        answer = put(session, data)
        check_equal(answer.status // 100, 2, f"status of the PUT ({answer.data[:80]})")
        done = finalize(session.upload_id, session.finalize_token)
        check_equal(done.size_bytes, len(data), "size_bytes")
        again = refused(lambda: finalize(session.upload_id, session.finalize_token))
        check_equal(again.status, 400, "status of the second finalize")

        session = open_session(uploads, request_class(declared_size_bytes=len(data) + 1))
        put(session, data)
        short = refused(lambda: finalize(session.upload_id, session.finalize_token))
        check_equal(short.status, 400, "status of a size that differs")
        check("message" in json.loads(short.body)["error"], f"body: {short.body}")


def put(session, data):
    """Sends the bytes as the client does: the session's headers, no key."""
    headers = session.headers or {}
    return urllib3.request("PUT", session.url, body=data, headers=headers, redirect=False)
