import hotdata
import urllib3
from case_context import check_equal

LINE_BYTES = 64
PART_BYTES = 5 * 1024 * 1024


def run(context):
    """A part is sent twice, to an address minted again: the second bytes are the ones loaded."""
    uploads_class = hotdata.UploadsApi
    mint = context.offered("mint_upload_parts_handler", uploads_class)
    with context.client() as api_client:
        uploads = uploads_class(api_client)
        request = hotdata.CreateUploadRequest(part_size=PART_BYTES, content_type="text/csv")
        session = uploads.create_upload_session_handler(request)
        check_equal((session.mode, session.part_urls), ("multipart", None), "session")

        def send(number, data):
            parts = hotdata.MintUploadPartsRequest(part_numbers=[number])
            minted = mint(uploads, session.upload_id, session.finalize_token, parts)
            url = minted.parts[0].url
            answer = urllib3.request("PUT", url, body=data, headers=session.headers or {})
            check_equal(answer.status // 100, 2, f"status of part {number}")
            return hotdata.FinalizeUploadPart(part_number=number, e_tag=answer.headers["ETag"])

        lines = session.part_size // LINE_BYTES
        send(1, csv_lines(lines, "a"))
        parts = [send(1, csv_lines(lines, "b")), send(2, csv_lines(10, "b")[LINE_BYTES:])]
        done = uploads.finalize_upload_handler(
            session.upload_id,
            session.finalize_token,
            finalize_upload_request=hotdata.FinalizeUploadRequest(parts=parts),
        )
        created = context.create_database(api_client, "part again")
        connection_id = created.default_connection_id
        result = context.load(api_client, connection_id, "lines", session.upload_id)
        letters = hotdata.QueryApi(api_client).query(
            hotdata.QueryRequest(sql="SELECT DISTINCT letters[1] FROM public.lines"),
            x_database_id=created.id,
        ).rows
    check_equal(done.size_bytes, session.part_size + 9 * LINE_BYTES, "size_bytes")
    check_equal(result.row_count, lines - 1 + 9, "rows")
    check_equal(letters, [["b"]], "letters")


def csv_lines(count, letter):
    """Lines of equal length, the first of them the header, so that parts end between lines."""
    header = f"{'id':_>{LINE_BYTES - 9}},letters\n"
    rows = (f"{n:08d},{letter * (LINE_BYTES - 10)}\n" for n in range(1, count))
    return (header + "".join(rows)).encode()
