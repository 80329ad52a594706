import { type UploadInfo, operations } from "@hotdata/contract";
import { contentLengthOf, piecesOf } from "../http/raw-body.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { UploadService } from "./upload-service.ts";
import type { Upload } from "./upload.ts";

/** Files sent in one request, and the list of all complete uploads. */
export function uploadRoutes(uploads: UploadService): Route[] {
  return [
    route(operations.upload_file, async ({ body, headers, context }) => {
      const upload = await uploads.receive({
        workspaceId: context.workspaceId,
        contentType: headers["content-type"],
        contentEncoding: body.headers["content-encoding"],
        contentLength: contentLengthOf(body),
        body: piecesOf(body),
      });
      return json(201, infoModel(upload));
    }),

    route(operations.list_uploads, async ({ query, context }) => {
      const all = (await uploads.list(context.workspaceId)).map(infoModel);
      const { status } = query;
      const kept = status === undefined ? all : all.filter((upload) => upload.status === status);
      return json(200, { uploads: kept });
    }),
  ];
}

function infoModel(upload: Upload): UploadInfo {
  return {
    id: upload.id,
    status: statusText(upload),
    size_bytes: upload.sizeBytes ?? 0,
    content_type: upload.contentType ?? null,
    created_at: upload.createdAt.toISOString(),
  };
}

/** A finished session is `ready`; its older kin, the raw upload, is `pending`. */
function statusText({ mode, status }: Upload): string {
  return status === "pending" && mode !== "raw" ? "ready" : status;
}
