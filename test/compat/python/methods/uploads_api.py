import hotdata
import urllib3
from case_context import check, check_equal, takes
from method_context import people_file


def upload_file(context):
    upload = context.uploads_api.upload_file
    data = people_file()
    if takes(upload, "body"):
        made = upload(data, _content_type="application/octet-stream")
    else:
        made = upload(data, content_type="application/octet-stream")
    check_equal(made.size_bytes, len(data), "size")


def list_uploads(context):
    upload_id = context.upload(context.client_in_use, people_file())
    listing = context.uploads_api.list_uploads(status="pending")
    check_equal((listing.uploads[0].id, listing.uploads[0].status), (upload_id, "pending"), "newest")


def create_upload_session_handler(context):
    session = _session(context)
    check_equal((session.mode, session.part_urls), ("single", None), "session")
    check(session.url.startswith(context.host), f"address: {session.url}")


def create_upload_sessions_batch_handler(context):
    requests = [hotdata.CreateUploadRequest(declared_size_bytes=size) for size in (1, 2)]
    request = hotdata.BatchCreateUploadRequest(uploads=requests)
    made = context.uploads_api.create_upload_sessions_batch_handler(request)
    check_equal([one.mode for one in made.uploads], ["single", "single"], "sessions")
    check(made.uploads[0].upload_id != made.uploads[1].upload_id, "both sessions are one")


def finalize_upload_handler(context):
    session = _session(context)
    answer = urllib3.request("PUT", session.url, body=people_file(), headers=session.headers or {})
    check_equal(answer.status, 200, "status of the upload")
    finalize = context.uploads_api.finalize_upload_handler
    done = finalize(
        session.upload_id,
        session.finalize_token,
        finalize_upload_request=hotdata.FinalizeUploadRequest(),
    )
    check_equal((done.upload_id, done.size_bytes), (session.upload_id, len(people_file())), "upload")


def mint_upload_parts_handler(context):
    request = hotdata.CreateUploadRequest(part_size=5 * 1024 * 1024)
    session = context.uploads_api.create_upload_session_handler(request)
    parts = hotdata.MintUploadPartsRequest(part_numbers=[2, 1])
    mint = context.uploads_api.mint_upload_parts_handler
    minted = mint(session.upload_id, session.finalize_token, parts)
    check_equal([one.part_number for one in minted.parts], [1, 2], "parts")
    none = hotdata.MintUploadPartsRequest(part_numbers=[])
    context.refuses(lambda: mint(session.upload_id, session.finalize_token, none), 400)


def _session(context):
    request = hotdata.CreateUploadRequest(declared_size_bytes=len(people_file()))
    return context.uploads_api.create_upload_session_handler(request)
