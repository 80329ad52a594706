import type { Operation } from "@hotdata/contract";
import { z } from "zod";
import { accessDenied } from "../http/api-error.ts";
import { contentLengthOf, piecesOf } from "../http/raw-body.ts";
import { empty } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { UploadAddresses } from "./upload-address.ts";
import type { UploadSessionService } from "./upload-session-service.ts";

/**
 * Where the bytes of upload sessions go. Not part of the API: clients get the whole address from a
 * session and send nothing but the bytes; the signature in it is what allows them to.
 */
const putUploadPart = {
  id: "put_upload_part",
  api: "StorageApi",
  method: "PUT",
  path: "/_storage/uploads/{upload_id}/{part_number}",
  summary: "Store one part of an upload session",
  auth: "none",
  params: z.object({ upload_id: z.string(), part_number: z.string() }),
  query: z.object({ expires: z.string().optional(), signature: z.string().optional() }),
  body: { contentType: "application/octet-stream", required: true },
  responses: { 200: { description: "The part is stored; its ETag belongs into finalize." } },
} as const satisfies Operation;

export interface StorageRouteParts {
  readonly sessions: UploadSessionService;
  readonly addresses: UploadAddresses;
}

export function storageRoutes({ sessions, addresses }: StorageRouteParts): Route[] {
  return [
    route(putUploadPart, async ({ params, query, body, context }) => {
      const address = { uploadId: params.upload_id, partNumber: asWritten(params.part_number) };
      const { expires = "", signature = "" } = query;
      if (!addresses.isValid(address, { expires: asWritten(expires), signature })) {
        throw accessDenied(
          "The upload address has expired or is not one of this server; get new ones from POST /v1/uploads/{upload_id}/parts, or open a new session.",
        );
      }
      const part = await sessions.putPart(address, {
        contentLength: contentLengthOf(body),
        body: piecesOf(body),
        signal: context.signal,
      });
      return empty(200, { etag: `"${part.etag}"` });
    }),
  ];
}

/** A number in the one spelling that addresses are signed in; no other spelling is an address. */
function asWritten(digits: string): number {
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : Number.NaN;
}
