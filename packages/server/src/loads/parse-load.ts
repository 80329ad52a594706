import type { LoadManagedTableRequest } from "@hotdata/contract";
import { ApiError, invalidField } from "../http/api-error.ts";
import type { WriteMode } from "../lake/lake.ts";
import type { LoadInput, LoadRequest } from "./load-request.ts";
import { parseColumnTypes } from "./parse-column-types.ts";
import { parseFileOptions } from "./parse-file-options.ts";

const MAX_INLINE_BYTES = 2 * 1024 * 1024;

/** Checks what the request's shape alone cannot tell. */
export function parseLoad(body: LoadManagedTableRequest): Omit<LoadRequest, "target"> {
  const mode = parseMode(body.mode);
  return {
    mode,
    key: mode === "replace" || mode === "append" ? undefined : parseKey(body.key),
    input: withFileOptions(parseInput(body), body),
    idempotencyKey: body.idempotency_key,
  };
}

function parseMode(mode: string): WriteMode {
  switch (mode) {
    case "replace":
    case "append":
    case "delete":
    case "update":
    case "upsert":
      return mode;
    default:
      throw invalidField(
        "mode",
        `mode must be replace, append, delete, update or upsert, not ${JSON.stringify(mode)}.`,
      );
  }
}

function parseKey(key: readonly string[] | undefined): readonly string[] | undefined {
  if (key === undefined) return undefined;
  const known = new Set<string>();
  for (const [index, name] of key.entries()) {
    if (name.trim() === "") throw invalidField(`key.${index}`, "A key column needs a name.");
    if (known.has(name.toLowerCase())) {
      throw invalidField(`key.${index}`, `key names the column ${JSON.stringify(name)} twice.`);
    }
    known.add(name.toLowerCase());
  }
  return key;
}

function withFileOptions(input: LoadInput, body: LoadManagedTableRequest): LoadInput {
  const file = parseFileOptions(body);
  if (file === undefined) return input;
  if (input.kind !== "result") return { ...input, file };
  throw invalidField(
    body.csv === undefined ? "on_error" : "csv",
    "A result is no text: leave csv and on_error out with result_id.",
  );
}

function parseInput(body: LoadManagedTableRequest): LoadInput {
  const { upload_id, upload_ids, result_id, data } = body;
  const given = [upload_id, upload_ids, result_id, data].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw invalidField("upload_id", "Send exactly one of upload_id, upload_ids, result_id, data.");
  }
  if (data !== undefined) return dataInput(body, data);
  refuseColumns(body);
  if (result_id !== undefined) return resultInput(body, result_id);
  const uploadIds = upload_ids ?? (upload_id === undefined ? [] : [upload_id]);
  refuseTwice(uploadIds);
  return { kind: "uploads", uploadIds, format: body.format };
}

function refuseColumns(body: LoadManagedTableRequest): void {
  if (body.columns === undefined) return;
  throw invalidField("columns", "columns can be given only together with data.");
}

function refuseTwice(uploadIds: readonly string[]): void {
  const index = uploadIds.findIndex((id, position) => uploadIds.indexOf(id) < position);
  if (index === -1) return;
  throw invalidField(`upload_ids.${index}`, `upload_ids names ${uploadIds[index]} twice.`);
}

function resultInput(body: LoadManagedTableRequest, resultId: string): LoadInput {
  if (body.format !== undefined) {
    throw invalidField("format", "A result has its own format: leave format out with result_id.");
  }
  return { kind: "result", resultId };
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
  const types = body.columns === undefined ? undefined : parseColumnTypes(body.columns, "columns");
  return { kind: "data", csvText: data, types };
}
