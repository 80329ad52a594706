import type { FuzzOperation } from "../contract/fuzz-contract.ts";
import type { Json } from "../contract/schema.ts";
import type { Header, RawRequest } from "../wire/raw-request.ts";
import type { Place } from "./known-values.ts";
import { writeJson } from "./nasty-values.ts";

/** A request to an operation, before it is written down. */
export interface Draft {
  readonly operation: FuzzOperation;
  /** Values of the path's parameters, not yet encoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly Header[];
  /** A JSON or form body. */
  readonly body: Json | undefined;
  /** A body of another kind. */
  readonly bytes: Buffer | undefined;
  /** What was taken for the names, see `KnownValues`. */
  readonly used: Place;
}

/** Writes the request down the way a proper client does. */
export function toRequest(draft: Draft): RawRequest {
  const { operation, path, query, headers, bytes } = draft;
  const target = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    percentEncode(path.get(name) ?? ""),
  );
  const search = query.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
  const body = bytes ?? bodyBytes(draft);
  const contentType: readonly Header[] =
    body === undefined ? [] : [["content-type", operation.body?.contentType ?? "text/plain"]];
  return {
    method: operation.method,
    target: search.length === 0 ? target : `${target}?${search.join("&")}`,
    headers: [...headers, ...contentType],
    ...(body === undefined ? {} : { body }),
  };
}

function bodyBytes({ operation, body }: Draft): Buffer | undefined {
  if (body === undefined) return undefined;
  const isForm = operation.body?.contentType === "application/x-www-form-urlencoded";
  if (!isForm || typeof body !== "object" || body === null) return Buffer.from(writeJson(body));
  const pairs = Object.entries(body).map(([name, value]) => {
    const text = typeof value === "string" ? value : writeJson(value);
    return `${percentEncode(name)}=${percentEncode(text)}`;
  });
  return Buffer.from(pairs.join("&"));
}

/** Unlike `encodeURIComponent`, takes texts that are not well-formed, too. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
