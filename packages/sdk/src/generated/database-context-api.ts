// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  getDatabaseContextResponse,
  listDatabaseContextsResponse,
  upsertDatabaseContextRequest,
  upsertDatabaseContextResponse,
} from "./descriptors.ts";
import type {
  DatabaseContextEntry,
  GetDatabaseContextResponse,
  ListDatabaseContextsResponse,
  UpsertDatabaseContextRequest,
  UpsertDatabaseContextResponse,
} from "./models.ts";

const LIST_DATABASE_CONTEXTS: Operation<ListDatabaseContextsResponse> = {
  id: "list_database_contexts",
  method: "GET",
  path: "/v1/databases/{database_id}/context",
  auth: "workspace",
  responses: { 200: listDatabaseContextsResponse },
};

const UPSERT_DATABASE_CONTEXT: Operation<UpsertDatabaseContextResponse> = {
  id: "upsert_database_context",
  method: "POST",
  path: "/v1/databases/{database_id}/context",
  auth: "workspace",
  body: upsertDatabaseContextRequest,
  responses: { 200: upsertDatabaseContextResponse },
};

const GET_DATABASE_CONTEXT: Operation<GetDatabaseContextResponse> = {
  id: "get_database_context",
  method: "GET",
  path: "/v1/databases/{database_id}/context/{name}",
  auth: "workspace",
  responses: { 200: getDatabaseContextResponse },
};

const DELETE_DATABASE_CONTEXT: Operation<undefined> = {
  id: "delete_database_context",
  method: "DELETE",
  path: "/v1/databases/{database_id}/context/{name}",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Named texts that are kept with a database. */
export class DatabaseContextApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the documents kept with a database.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The documents.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listDatabaseContexts(
    databaseId: string,
    options: CallOptions = {},
  ): Promise<ListDatabaseContextsResponse> {
    return this.#client.call(LIST_DATABASE_CONTEXTS, { path: [databaseId] }, options);
  }

  /**
   * List the documents kept with a database. {@link DatabaseContextApi.listDatabaseContexts}
   * returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link DatabaseContextApi.listDatabaseContexts} does, while it
   * is read.
   */
  list(databaseId: string, options: ListingOptions = {}): Listing<DatabaseContextEntry> {
    return onePage(
      LIST_DATABASE_CONTEXTS,
      "contexts",
      () => this.listDatabaseContexts(databaseId, options),
      options,
    );
  }

  /**
   * Write a document, new or in place of the one of this name.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param request - A document to write.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The document as written.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the text is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  upsertDatabaseContext(
    databaseId: string,
    request: UpsertDatabaseContextRequest,
    options: CallOptions = {},
  ): Promise<UpsertDatabaseContextResponse> {
    return this.#client.call(
      UPSERT_DATABASE_CONTEXT,
      { path: [databaseId], body: request },
      options,
    );
  }

  /**
   * Write a document, new or in place of the one of this name. The same as {@link
   * DatabaseContextApi.upsertDatabaseContext}.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param request - A document to write.
   * @param options - As of {@link DatabaseContextApi.upsertDatabaseContext}.
   * @returns The document as written.
   * @throws {@link ApiException} as {@link DatabaseContextApi.upsertDatabaseContext} does.
   * @example
   * ```ts
   * await hotdata.contexts.upsert(databaseId, {
   *   name: "guide",
   *   content: "Amounts are in euros, tax included.",
   * });
   * ```
   */
  upsert(
    databaseId: string,
    request: UpsertDatabaseContextRequest,
    options?: CallOptions,
  ): Promise<UpsertDatabaseContextResponse> {
    return this.upsertDatabaseContext(databaseId, request, options);
  }

  /**
   * Read a document.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param name - Name of the document.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The document.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a document can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or document.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getDatabaseContext(
    databaseId: string,
    name: string,
    options: CallOptions = {},
  ): Promise<GetDatabaseContextResponse> {
    return this.#client.call(GET_DATABASE_CONTEXT, { path: [databaseId, name] }, options);
  }

  /**
   * Read a document. The same as {@link DatabaseContextApi.getDatabaseContext}.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param name - Name of the document.
   * @param options - As of {@link DatabaseContextApi.getDatabaseContext}.
   * @returns The document.
   * @throws {@link ApiException} as {@link DatabaseContextApi.getDatabaseContext} does.
   */
  get(
    databaseId: string,
    name: string,
    options?: CallOptions,
  ): Promise<GetDatabaseContextResponse> {
    return this.getDatabaseContext(databaseId, name, options);
  }

  /**
   * Delete a document.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param name - Name of the document.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a document can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or document.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteDatabaseContext(
    databaseId: string,
    name: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(DELETE_DATABASE_CONTEXT, { path: [databaseId, name] }, options);
  }

  /**
   * Delete a document. The same as {@link DatabaseContextApi.deleteDatabaseContext}.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param name - Name of the document.
   * @param options - As of {@link DatabaseContextApi.deleteDatabaseContext}.
   * @throws {@link ApiException} as {@link DatabaseContextApi.deleteDatabaseContext} does.
   */
  delete(databaseId: string, name: string, options?: CallOptions): Promise<undefined> {
    return this.deleteDatabaseContext(databaseId, name, options);
  }
}
