import {
  type FinalizeUploadResponse,
  type UploadSessionResponse,
  operations,
} from "@hotdata/contract";
import { presignUnsupported } from "../http/api-error.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { OpenedSession } from "./open-session.ts";
import { uploadOwnerOf } from "./upload-owner.ts";
import type { UploadAddresses } from "./upload-address.ts";
import type { UploadSessionService } from "./upload-session-service.ts";

export interface UploadSessionRouteParts {
  readonly sessions: UploadSessionService;
  /** Undefined when the server hands out none. */
  readonly addresses: UploadAddresses | undefined;
}

export function uploadSessionRoutes({ sessions, ...parts }: UploadSessionRouteParts): Route[] {
  function requireAddresses(): UploadAddresses {
    if (parts.addresses === undefined) throw presignUnsupported();
    return parts.addresses;
  }

  return [
    route(operations.create_upload_session_handler, async ({ body, context }) => {
      const addresses = requireAddresses();
      const opened = await sessions.open(uploadOwnerOf(context), [body]);
      const [session] = opened.map((one) => sessionModel(one, addresses, context.baseUrl));
      return json(201, session);
    }),

    route(operations.create_upload_sessions_batch_handler, async ({ body, context }) => {
      const addresses = requireAddresses();
      const opened = await sessions.open(uploadOwnerOf(context), body.uploads);
      const uploads = opened.map((one) => sessionModel(one, addresses, context.baseUrl));
      return json(201, { uploads });
    }),

    route(operations.mint_upload_parts_handler, async ({ params, headers, body, context }) => {
      const addresses = requireAddresses();
      const { upload_id: uploadId } = params;
      const finalizeToken = headers["x-upload-finalize-token"];
      const proof = { owner: uploadOwnerOf(context), uploadId, finalizeToken };
      await sessions.getForMinting(proof, body.part_numbers);
      const partNumbers = [...new Set(body.part_numbers)].toSorted((a, b) => a - b);
      const parts = partNumbers.map((partNumber) => ({
        part_number: partNumber,
        url: addresses.sign(context.baseUrl, { uploadId, partNumber }),
      }));
      return json(200, { parts });
    }),

    route(operations.finalize_upload_handler, async ({ params, headers, body, context }) => {
      const { upload_id: uploadId } = params;
      const finalizeToken = headers["x-upload-finalize-token"];
      const proof = { owner: uploadOwnerOf(context), uploadId, finalizeToken };
      const upload = await sessions.finalize(proof, body?.parts);
      const model: FinalizeUploadResponse = {
        upload_id: upload.id,
        status: "ready",
        size_bytes: upload.sizeBytes,
        content_type: upload.contentType ?? null,
        created_at: upload.createdAt.toISOString(),
      };
      return json(200, model);
    }),
  ];
}

/** Fields of the other modes are left out: clients tell the modes apart by their absence. */
function sessionModel(
  { upload, plan, finalizeToken }: OpenedSession,
  addresses: UploadAddresses,
  baseUrl: string,
): UploadSessionResponse {
  const { id: uploadId } = upload;
  const urlOf = (partNumber: number): string => addresses.sign(baseUrl, { uploadId, partNumber });
  const common = {
    upload_id: uploadId,
    mode: plan.mode,
    finalize_token: finalizeToken,
    headers: {},
  };
  if (plan.mode === "single") return { ...common, url: urlOf(1) };
  const { partCount, partSizeBytes } = plan;
  if (partCount === undefined) return { ...common, part_size: partSizeBytes };
  const partUrls = Array.from({ length: partCount }, (_, i) => urlOf(i + 1));
  return { ...common, part_size: partSizeBytes, part_urls: partUrls };
}
