import { isBinaryBody, toFetchBody } from "./binary-body.ts";
import type { FetchBody } from "./binary-body.ts";
import { encodeModel } from "./codec.ts";
import type { Configuration } from "./configuration.ts";
import { ConfigurationError } from "./errors.ts";
import type { CallInput, Operation, QueryValue } from "./operation.ts";
import { writeJson } from "./write-json.ts";

/** A request that is ready to be sent, perhaps several times. */
export interface HttpRequest {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: FetchBody | null;
  /** Whether sending it twice does what sending it once does. */
  readonly idempotent: boolean;
  /** A query: sending it twice changes nothing, but may cost the server as much again. */
  readonly reads: boolean;
  /** False when it must not, or cannot, be sent again even though the server has not begun. */
  readonly repeatable: boolean;
  /** What a redirect does; `follow` when left out. */
  readonly redirect?: NonNullable<RequestInit["redirect"]>;
}

/**
 * @throws {@link ConfigurationError} when the operation needs a key and there is none.
 * @throws TypeError when a value cannot be part of a request.
 */
export function buildHttpRequest(
  operation: Operation<unknown>,
  input: CallInput,
  configuration: Configuration,
): HttpRequest {
  const headers = new Headers({ accept: "application/json" });
  authorize(headers, operation, configuration);
  const body = buildBody(headers, operation, input);
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (value !== undefined && value !== null) headers.set(name, value);
  }
  return {
    operation: operation.id,
    method: operation.method,
    url: `${configuration.host}${fillPath(operation, input.path ?? [])}${queryText(input.query ?? {})}`,
    headers,
    body,
    idempotent: isIdempotent(operation, input.body),
    reads: operation.reads === true,
    repeatable: operation.onlyOnce !== true && !(body instanceof ReadableStream),
  };
}

/** The server loads an upload once, and does what has an idempotency key once. */
function isIdempotent({ method, reads }: Operation<unknown>, body: unknown): boolean {
  if (reads === true || (method !== "POST" && method !== "PATCH")) return true;
  if (typeof body !== "object" || body === null) return false;
  return ["idempotencyKey", "uploadId", "uploadIds"].some((name) => {
    const value: unknown = Reflect.get(body, name);
    return value !== undefined && value !== null && value !== "";
  });
}

function authorize(
  headers: Headers,
  operation: Operation<unknown>,
  configuration: Configuration,
): void {
  if (operation.auth === "none") return;
  if (configuration.apiKey === undefined) {
    throw new ConfigurationError(
      `${operation.id} needs an API key: pass apiKey to Configuration, or set HOTDATA_API_KEY`,
    );
  }
  headers.set("authorization", `Bearer ${configuration.apiKey}`);
  if (operation.auth === "workspace" && configuration.workspaceId !== undefined) {
    headers.set("x-workspace-id", configuration.workspaceId);
  }
  if (operation.auth === "workspace" && configuration.sandboxId !== undefined) {
    headers.set("x-session-id", configuration.sandboxId);
  }
}

function buildBody(
  headers: Headers,
  operation: Operation<unknown>,
  input: CallInput,
): FetchBody | null {
  if (operation.body === undefined) return null;
  if (operation.body !== "binary") {
    if (input.body === undefined) return null;
    headers.set("content-type", "application/json");
    return writeJson(encodeModel(operation.body, input.body));
  }
  if (!isBinaryBody(input.body)) {
    throw new TypeError(
      `${operation.id} takes a Blob, ArrayBuffer, Uint8Array or a stream of bytes`,
    );
  }
  const ownType =
    input.body instanceof Blob && input.body.type !== "" ? input.body.type : undefined;
  headers.set("content-type", input.contentType ?? ownType ?? "application/octet-stream");
  return toFetchBody(input.body);
}

function fillPath(operation: Operation<unknown>, values: readonly string[]): string {
  const remaining = [...values];
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = remaining.shift();
    // An empty or dotted segment would reach another operation: URL parsers drop it.
    if (typeof value !== "string" || value === "" || value === "." || value === "..") {
      throw new TypeError(`${operation.id}: ${name} must be a name or an id, not "${value ?? ""}"`);
    }
    return encodeURIComponent(value);
  });
}

function queryText(values: Readonly<Record<string, QueryValue>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
