import type { Readable } from "node:stream";

export type ReplyHeaders = Readonly<Record<string, string>>;

/** Text or bytes of an answer, whole or in pieces. */
export type ReplyBody = string | AsyncIterable<Uint8Array | string>;

/** What a handler answers. Made by {@link json}, {@link jsonText}, {@link empty}, {@link stream}. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: ReplyBody | undefined;
  /** Facts for the audit log that the request does not tell. */
  readonly audit?: AuditFacts;
}

export interface AuditFacts {
  /** Whoever called, where the operation takes no key in the header. */
  readonly caller?: { readonly keyId: string; readonly workspaceId: string | undefined };
  /** What was made. */
  readonly target?: Readonly<Record<string, string>>;
}

export interface StreamOptions {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: ReplyHeaders;
  readonly body: AsyncIterable<Uint8Array> | Readable;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** An answer whose body is the JSON form of `model`. */
export function json(status: number, model: unknown, headers: ReplyHeaders = {}): Reply {
  return jsonText(status, JSON.stringify(model), headers);
}

/** An answer whose body is JSON text that is already written, whole or in pieces. */
export function jsonText(status: number, text: ReplyBody, headers: ReplyHeaders = {}): Reply {
  return { status, headers: { ...headers, "content-type": JSON_TYPE }, body: text };
}

/** An answer without a body. */
export function empty(status: number, headers: ReplyHeaders = {}): Reply {
  return { status, headers, body: undefined };
}

/** An answer whose bytes are sent as they come; the source is closed when the client leaves. */
export function stream(options: StreamOptions): Reply {
  const headers = { ...options.headers, "content-type": options.contentType };
  return { status: options.status, headers, body: options.body };
}

/** An answer with what the audit log should know besides the request. */
export function withAudit(reply: Reply, audit: AuditFacts): Reply {
  return { ...reply, audit };
}
