import hotdata
import urllib3
from case_context import check_equal

SIZE_BYTES = 20 * 1024 * 1024


def run(context):
    """A large upload whose size is told: every part's address comes with the session."""
    uploads_class = hotdata.UploadsApi
    open_session = context.offered("create_upload_session_handler", uploads_class)
    data = bytes(SIZE_BYTES)
    with context.client() as api_client:
        uploads = uploads_class(api_client)
        request = hotdata.CreateUploadRequest(declared_size_bytes=SIZE_BYTES)
        session = open_session(uploads, request)
        size = session.part_size
        check_equal(session.mode, "multipart", "mode")
        check_equal(len(session.part_urls), -(-SIZE_BYTES // size), "part addresses")
        parts = []
        for index, url in enumerate(session.part_urls):
            body = data[index * size : (index + 1) * size]
            answer = urllib3.request("PUT", url, body=body, headers=session.headers or {})
            check_equal(answer.status // 100, 2, f"status of part {index + 1}")
            e_tag = answer.headers["ETag"]
            parts.append(hotdata.FinalizeUploadPart(part_number=index + 1, e_tag=e_tag))
        done = uploads.finalize_upload_handler(
            session.upload_id,
            session.finalize_token,
            finalize_upload_request=hotdata.FinalizeUploadRequest(parts=parts),
        )
    check_equal(done.size_bytes, SIZE_BYTES, "size_bytes")
