// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages } from "../listing/pages.ts";
import { listAuditEventsResponse } from "./descriptors.ts";
import type { AuditEvent, ListAuditEventsResponse } from "./models.ts";

const LIST_AUDIT_EVENTS: Operation<ListAuditEventsResponse> = {
  id: "list_audit_events",
  method: "GET",
  path: "/v1/audit-events",
  auth: "workspace",
  responses: { 200: listAuditEventsResponse },
};

/** Options of {@link AuditApi.listAuditEvents}. */
export interface ListAuditEventsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Keep events of one operation id, e.g. `delete_secret`. */
  readonly operation?: string | undefined;
  /** Keep what was done with one key. */
  readonly keyId?: string | undefined;
  /** Keep events from this moment on, as RFC 3339 text. */
  readonly since?: string | undefined;
}

/** Who changed keys and secrets, and who deleted what. */
export class AuditApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List who changed keys and secrets, and who deleted what, newest first.
   *
   * Holds successful and refused calls that concern API keys, tokens, secrets, embedding providers,
   * new workspaces and every deletion, without bodies and values. Keys of one workspace see its
   * events; keys of the whole server also those that concern no workspace, or one that is deleted.
   * Not for read-only keys.
   *
   * @param options - `limit`, `cursor`, `operation`, `keyId`, `since`; `signal` and `timeoutMs` as
   * with every call.
   * @returns One page of events.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listAuditEvents(options: ListAuditEventsOptions = {}): Promise<ListAuditEventsResponse> {
    return this.#client.call(
      LIST_AUDIT_EVENTS,
      {
        query: {
          limit: options.limit,
          cursor: options.cursor,
          operation: options.operation,
          key_id: options.keyId,
          since: options.since,
        },
      },
      options,
    );
  }

  /**
   * List who changed keys and secrets, and who deleted what, newest first. {@link
   * AuditApi.listAuditEvents} returns single answers.
   *
   * Fetches page after page as the loop asks for items.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link AuditApi.listAuditEvents} does, while it is read.
   * @example
   * ```ts
   * for await (const event of hotdata.audit.list({ operation: "delete_database", limit: 20 })) {
   *   console.log(event.createdAt, event.actor, event.target);
   * }
   * ```
   */
  list(options: ListingOptions<ListAuditEventsOptions> = {}): Listing<AuditEvent> {
    return cursorPages(
      LIST_AUDIT_EVENTS,
      "auditEvents",
      (page) => this.listAuditEvents({ ...options, ...page }),
      options,
    );
  }
}
