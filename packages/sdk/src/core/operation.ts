import type { NumberMode } from "./exact-number.ts";
import type { Model } from "./model.ts";

/** What every call takes besides its own parameters. */
export interface CallOptions {
  /** Ends the call early; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit in milliseconds instead of the configuration's. */
  readonly timeoutMs?: number | undefined;
  /** Time limit of a single try in milliseconds instead of the configuration's. */
  readonly attemptTimeoutMs?: number | undefined;
  /** What numbers in rows become, instead of the configuration's mode. */
  readonly numbers?: NumberMode | undefined;
}

/** One operation of the HTTP API, as the transport needs it. `T` is what it answers. */
export interface Operation<T> {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path template, e.g. `/v1/databases/{database_id}`. */
  readonly path: string;
  readonly auth: "none" | "bearer" | "workspace";
  /** Model of a JSON body, or `binary` for raw bytes. */
  readonly body?: Model<unknown> | "binary";
  /** Answers of success by status; of several models, whichever the body is. */
  readonly responses: Readonly<Record<number, Model<T> | readonly Model<T>[] | "empty">>;
  /** Set when it changes nothing although its method may: a query. */
  readonly reads?: true;
  /** Set when the server does only the first of several equal calls. */
  readonly onlyOnce?: true;
  /** Set when 202 is the answer to `async: true` in the body, and to nothing else. */
  readonly deferrable?: true;
}

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** The values of one call. */
export interface CallInput {
  /** Values of the path's parameters, in its order. */
  readonly path?: readonly string[];
  /** By wire name; `undefined` and `null` are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** By header name; `undefined` and `null` are left out. */
  readonly headers?: Readonly<Record<string, string | null | undefined>>;
  readonly body?: unknown;
  /** Media type of a binary body. */
  readonly contentType?: string | undefined;
}
