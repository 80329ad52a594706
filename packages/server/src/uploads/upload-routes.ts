import { type UploadInfo, operations } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";
import { contentLengthOf, piecesOf } from "../http/raw-body.ts";
import { json, jsonText } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import {
  COMPLETE,
  type UploadFilter,
  findFilter,
  shownStatus,
  shownStatusNames,
} from "./shown-status.ts";
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
        signal: context.signal,
      });
      return json(201, infoModel(upload));
    }),

    route(operations.list_uploads, async ({ query, context }) => {
      const filter = query.status === undefined ? COMPLETE : getFilter(query.status);
      return jsonText(200, listText(uploads.list(context.workspaceId, filter)));
    }),
  ];
}

function getFilter(status: string): UploadFilter {
  const filter = findFilter(status);
  if (filter !== undefined) return filter;
  throw invalidField("status", `status must be one of ${shownStatusNames()}.`);
}

/** The list has no pages, so it is written as it is read. */
async function* listText(uploads: AsyncIterable<Upload>): AsyncGenerator<string> {
  let separator = '{"uploads":[';
  for await (const upload of uploads) {
    yield separator + JSON.stringify(infoModel(upload));
    separator = ",";
  }
  yield separator === "," ? "]}" : '{"uploads":[]}';
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
