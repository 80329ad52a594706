import { type UploadInfo, operations } from "@hotdata/contract";
import { listText } from "../http/list-text.ts";
import { contentLengthOf, piecesOf } from "../http/raw-body.ts";
import { json, jsonText } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { filtersOf, shownStatus } from "./shown-status.ts";
import { uploadOwnerOf } from "./upload-owner.ts";
import type { UploadService } from "./upload-service.ts";
import type { Upload } from "./upload.ts";

/** Files sent in one request, and the list of all complete uploads. */
export function uploadRoutes(uploads: UploadService): Route[] {
  return [
    route(operations.upload_file, async ({ body, headers, context }) => {
      const upload = await uploads.receive({
        owner: uploadOwnerOf(context),
        contentType: headers["content-type"],
        contentEncoding: body.headers["content-encoding"],
        contentLength: contentLengthOf(body),
        body: piecesOf(body),
        signal: context.signal,
      });
      return json(201, infoModel(upload));
    }),

    route(operations.list_uploads, async ({ query, context }) => {
      const filters = filtersOf(query.status);
      const found = uploads.list(uploadOwnerOf(context), filters);
      return jsonText(200, listText("uploads", modelsOf(found)));
    }),
  ];
}

async function* modelsOf(uploads: AsyncIterable<Upload>): AsyncGenerator<UploadInfo> {
  for await (const upload of uploads) yield infoModel(upload);
}

function infoModel(upload: Upload): UploadInfo {
  return {
    id: upload.id,
    status: shownStatus(upload.mode, upload.status),
    size_bytes: upload.sizeBytes ?? 0,
    content_type: upload.contentType ?? null,
    created_at: upload.createdAt.toISOString(),
  };
}
