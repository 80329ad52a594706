import type { LoadManagedTableRequest } from "@hotdata/contract";
import { ApiError, invalidField } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { WriteMode } from "../lake/lake.ts";
import type { LoadInput } from "./load-input.ts";
import { parseColumnTypes } from "./parse-column-types.ts";

export interface ParsedLoad {
  readonly mode: WriteMode;
  readonly input: LoadInput;
}

const MAX_INLINE_BYTES = 2 * 1024 * 1024;
const LATER_MODES: ReadonlySet<string> = new Set(["delete", "update", "upsert"]);

/** Checks what the request's shape alone cannot tell. */
export function parseLoad(body: LoadManagedTableRequest): ParsedLoad {
  const mode = parseMode(body.mode);
  const sources = [body.upload_id, body.result_id, body.data].filter(
    (value) => value !== undefined,
  );
  if (sources.length !== 1) {
    throw invalidField("upload_id", "Send exactly one of upload_id, result_id and data.");
  }
  refuseLater(body);
  return { mode, input: body.data === undefined ? uploadInput(body) : dataInput(body, body.data) };
}

function parseMode(mode: string): WriteMode {
  if (mode === "replace" || mode === "append") return mode;
  if (LATER_MODES.has(mode)) {
    throw new ApiError(
      "NOT_IMPLEMENTED",
      `Mode ${mode} is not supported yet; use replace or append.`,
    );
  }
  throw invalidField(
    "mode",
    `mode must be replace, append, delete, update or upsert, not ${JSON.stringify(mode)}.`,
  );
}

function refuseLater(body: LoadManagedTableRequest): void {
  if (body.result_id !== undefined) {
    throw new ApiError(
      "NOT_IMPLEMENTED",
      "Loading a stored result is not supported yet; fetch it as Parquet and upload that file.",
    );
  }
  if (body.async === true) {
    throw new ApiError(
      "NOT_IMPLEMENTED",
      "Loads in the background are not supported yet; leave async out and wait for the answer.",
    );
  }
  if (body.idempotency_key !== undefined) {
    throw new ApiError(
      "NOT_IMPLEMENTED",
      "idempotency_key is not supported yet; upload the data, since an upload is loaded at most once.",
    );
  }
}

function uploadInput(body: LoadManagedTableRequest): LoadInput {
  if (body.columns !== undefined) {
    throw invalidField("columns", "columns can be given only together with data.");
  }
  return { kind: "upload", uploadId: body.upload_id ?? "", format: body.format };
}

function dataInput(body: LoadManagedTableRequest, data: string): LoadInput {
  if (body.format !== undefined && body.format !== "csv") {
    throw invalidField("format", "data is CSV: leave format out, or send csv.");
  }
  const sizeBytes = Buffer.byteLength(data);
  if (sizeBytes > MAX_INLINE_BYTES) {
    throw new ApiError(
      "INLINE_DATA_TOO_LARGE",
      `data has ${sizeBytes} bytes, more than ${MAX_INLINE_BYTES}; upload it as a file instead.`,
    );
  }
  if (data.trim() === "") throw invalidField("data", "data must be CSV text with a header.");
  const types = body.columns === undefined ? undefined : parseColumnTypes(body.columns);
  return { kind: "data", loadId: createId("load"), csvText: data, types };
}
