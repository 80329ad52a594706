import type { ZodObject, ZodType } from "zod";

/**
 * Who may call: nobody in particular, a valid key, or a valid key together with a workspace.
 * `optional`: a key and workspace unless the body has another credential; the handler sees to it.
 */
export type OperationAuth = "none" | "bearer" | "workspace" | "optional";

/** What a call does to what the platform keeps. Read-only keys may call those that only read. */
export type OperationEffect = "read" | "write";

/** What a key may use: the whole server, one workspace, or one database of a workspace. */
export type KeyScope = "account" | "workspace" | "database";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestBody {
  readonly contentType:
    | "application/json"
    | "application/octet-stream"
    | "application/x-www-form-urlencoded";
  readonly required: boolean;
  /** Shape of a JSON or form body; absent for raw bytes, which are streamed. */
  readonly model?: ZodType;
  /** Integers of JSON that a double cannot hold arrive as `bigint`. */
  readonly exactNumbers?: true;
}

export interface OperationResponse {
  readonly description: string;
  /** JSON model of the body; absent when there is none, or when it is a stream (see `contentTypes`). */
  readonly model?: ZodType;
  /** Further content types the operation can answer with, beside the JSON model. */
  readonly contentTypes?: readonly string[];
}

/**
 * One HTTP operation, written once: the server validates requests with it, `openapi.json` and the
 * client's generated part are derived from it. Names are wire names (snake_case).
 */
export interface Operation {
  readonly id: string;
  /** The SDK class that carries it, e.g. `DatabasesApi`. */
  readonly api: string;
  readonly method: HttpMethod;
  /** OpenAPI form: `/v1/databases/{database_id}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  /** What the summary leaves open. */
  readonly description?: string;
  readonly auth: OperationAuth;
  /** Given where the method does not tell: without it, GET reads and every other method writes. */
  readonly effect?: OperationEffect;
  /**
   * The narrowest key that may call it; `workspace` when left out. With `database`, whatever names a
   * database or connection must name the key's own: the HTTP layer sees to it for paths, the query
   * string, `X-Database-Id` and the body; the service sees to what it finds by other ids or lists.
   */
  readonly narrowestKey?: KeyScope;
  /** Set where a token of a sandbox may call although it writes: the change is in its sandbox. */
  readonly sandboxTokens?: true;
  readonly params?: ZodObject;
  readonly query?: ZodObject;
  /** Header names in lower case, as Node delivers them. */
  readonly headers?: ZodObject;
  readonly body?: RequestBody;
  readonly responses: Readonly<Record<number, OperationResponse>>;
}
