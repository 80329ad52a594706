import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

const CSV = "id,city\n1,Oslo\n";

/** Files, in one request and by session. */
export const uploadCase: ConformanceCase = {
  name: "uploads",
  async run({ client, smallUrl }) {
    const headers = { "content-type": "text/csv" };
    await client.call("upload_file", 201, { headers, body: CSV });
    await client.call("upload_file", 400, { headers, body: "" });
    await client.call("list_uploads", 200, { query: { status: "pending" } });

    const open = "create_upload_session_handler";
    const sized = { declared_size_bytes: CSV.length };
    const session = await client.call(open, 201, { json: sized });
    await client.call(open, 400, { json: { ...sized, checksum_algo: "md5" } });
    await client.call(open, 501, { json: sized, url: smallUrl });
    const batch = "create_upload_sessions_batch_handler";
    await client.call(batch, 201, { json: { uploads: [sized, sized] } });
    await client.call(batch, 400, { json: { uploads: [] } });
    await client.call(batch, 501, { json: { uploads: [sized] }, url: smallUrl });

    const mint = "mint_upload_parts_handler";
    const streamed = await client.call(open, 201, { json: {} });
    const params = { upload_id: streamed.upload_id };
    const token = { "x-upload-finalize-token": streamed.finalize_token };
    const json = { part_numbers: [1, 2] };
    await client.call(mint, 200, { params, headers: token, json });
    await client.call(mint, 400, { params, headers: token, json: { part_numbers: [0] } });
    await client.call(mint, 404, { params: { upload_id: UNKNOWN_ID }, headers: token, json });
    await client.call(mint, 501, { params, headers: token, json, url: smallUrl });

    const finalize = "finalize_upload_handler";
    const own = { "x-upload-finalize-token": session.finalize_token };
    const target = { params: { upload_id: session.upload_id }, headers: own, json: {} };
    await client.call(finalize, 400, target);
    await client.call(finalize, 404, { ...target, params: { upload_id: UNKNOWN_ID } });
    const put = await fetch(session.url, { method: "PUT", body: CSV });
    if (put.status !== 200) throw new Error(`PUT of the file: ${put.status}`);
    await client.call(finalize, 200, target);
  },
};
