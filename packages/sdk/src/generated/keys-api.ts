// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  apiKey,
  createApiKeyRequest,
  createApiKeyResponse,
  listApiKeysResponse,
  updateApiKeyRequest,
} from "./descriptors.ts";
import type {
  ApiKey,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  ListApiKeysResponse,
  UpdateApiKeyRequest,
} from "./models.ts";

const LIST_API_KEYS: Operation<ListApiKeysResponse> = {
  id: "list_api_keys",
  method: "GET",
  path: "/v1/api-keys",
  auth: "bearer",
  responses: { 200: listApiKeysResponse },
};

const CREATE_API_KEY: Operation<CreateApiKeyResponse> = {
  id: "create_api_key",
  method: "POST",
  path: "/v1/api-keys",
  auth: "bearer",
  body: createApiKeyRequest,
  responses: { 201: createApiKeyResponse },
};

const GET_API_KEY: Operation<ApiKey> = {
  id: "get_api_key",
  method: "GET",
  path: "/v1/api-keys/{key_id}",
  auth: "bearer",
  responses: { 200: apiKey },
};

const UPDATE_API_KEY: Operation<ApiKey> = {
  id: "update_api_key",
  method: "PATCH",
  path: "/v1/api-keys/{key_id}",
  auth: "bearer",
  body: updateApiKeyRequest,
  responses: { 200: apiKey },
};

const REVOKE_API_KEY: Operation<undefined> = {
  id: "revoke_api_key",
  method: "DELETE",
  path: "/v1/api-keys/{key_id}",
  auth: "bearer",
  responses: { 204: "empty" },
};

/** API keys: how far each reaches, until when, and how often it may call. */
export class KeysApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List keys that reach no further than the caller's.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The keys.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listApiKeys(options: CallOptions = {}): Promise<ListApiKeysResponse> {
    return this.#client.call(LIST_API_KEYS, {}, options);
  }

  /**
   * List keys that reach no further than the caller's. {@link KeysApi.listApiKeys} returns single
   * answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link KeysApi.listApiKeys} does, while it is read.
   */
  list(options: ListingOptions = {}): Listing<ApiKey> {
    return onePage(LIST_API_KEYS, "apiKeys", () => this.listApiKeys(options), options);
  }

  /**
   * Make a key, which is shown in this answer only.
   *
   * It reaches no further than the key that makes it, and lasts no longer.
   *
   * @param request - A key to make; `{}` will do.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The key.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field is not accepted, or two do not fit each
   * other.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such workspace or database for this
   * key.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const key = await hotdata.keys.createApiKey({
   *   name: "dashboard",
   *   databaseId,
   *   readOnly: true,
   *   expiresAt: "30d",
   * });
   * console.log(key.key); // shown this once
   * ```
   */
  createApiKey(
    request: CreateApiKeyRequest,
    options: CallOptions = {},
  ): Promise<CreateApiKeyResponse> {
    return this.#client.call(CREATE_API_KEY, { body: request }, options);
  }

  /**
   * Make a key, which is shown in this answer only. The same as {@link KeysApi.createApiKey}.
   *
   * @param request - A key to make; `{}` will do.
   * @param options - As of {@link KeysApi.createApiKey}.
   * @returns The key.
   * @throws {@link ApiException} as {@link KeysApi.createApiKey} does.
   */
  create(request: CreateApiKeyRequest, options?: CallOptions): Promise<CreateApiKeyResponse> {
    return this.createApiKey(request, options);
  }

  /**
   * Show a key without the key itself.
   *
   * @param keyId - Key id, not the key.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The key.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such key, or it reaches further than
   * the caller's.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getApiKey(keyId: string, options: CallOptions = {}): Promise<ApiKey> {
    return this.#client.call(GET_API_KEY, { path: [keyId] }, options);
  }

  /**
   * Show a key without the key itself. The same as {@link KeysApi.getApiKey}.
   *
   * @param keyId - Key id, not the key.
   * @param options - As of {@link KeysApi.getApiKey}.
   * @returns The key.
   * @throws {@link ApiException} as {@link KeysApi.getApiKey} does.
   */
  get(keyId: string, options?: CallOptions): Promise<ApiKey> {
    return this.getApiKey(keyId, options);
  }

  /**
   * Give a key another name.
   *
   * What a key may do never changes: make another one for that.
   *
   * @param keyId - Key id, not the key.
   * @param request - What to change about a key.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The key.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such key, or it reaches further than
   * the caller's.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  updateApiKey(
    keyId: string,
    request: UpdateApiKeyRequest,
    options: CallOptions = {},
  ): Promise<ApiKey> {
    return this.#client.call(UPDATE_API_KEY, { path: [keyId], body: request }, options);
  }

  /**
   * Give a key another name. The same as {@link KeysApi.updateApiKey}.
   *
   * @param keyId - Key id, not the key.
   * @param request - What to change about a key.
   * @param options - As of {@link KeysApi.updateApiKey}.
   * @returns The key.
   * @throws {@link ApiException} as {@link KeysApi.updateApiKey} does.
   */
  update(keyId: string, request: UpdateApiKeyRequest, options?: CallOptions): Promise<ApiKey> {
    return this.updateApiKey(keyId, request, options);
  }

  /**
   * Revoke a key: it and its tokens stop working at once.
   *
   * The key stays in the list. Revoking it again changes nothing.
   *
   * @param keyId - Key id, not the key.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such key, or it reaches further than
   * the caller's.
   * @throws {@link ApiException} 409 `CONFLICT`: It is the last key that works for the whole
   * server.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  revokeApiKey(keyId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(REVOKE_API_KEY, { path: [keyId] }, options);
  }

  /**
   * Revoke a key: it and its tokens stop working at once. The same as {@link KeysApi.revokeApiKey}.
   *
   * @param keyId - Key id, not the key.
   * @param options - As of {@link KeysApi.revokeApiKey}.
   * @throws {@link ApiException} as {@link KeysApi.revokeApiKey} does.
   */
  revoke(keyId: string, options?: CallOptions): Promise<undefined> {
    return this.revokeApiKey(keyId, options);
  }
}
