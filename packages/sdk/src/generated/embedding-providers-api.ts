// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  createEmbeddingProviderRequest,
  createEmbeddingProviderResponse,
  embeddingProviderResponse,
  listEmbeddingProvidersResponse,
  updateEmbeddingProviderRequest,
  updateEmbeddingProviderResponse,
} from "./descriptors.ts";
import type {
  CreateEmbeddingProviderRequest,
  CreateEmbeddingProviderResponse,
  EmbeddingProviderResponse,
  ListEmbeddingProvidersResponse,
  UpdateEmbeddingProviderRequest,
  UpdateEmbeddingProviderResponse,
} from "./models.ts";

const LIST_EMBEDDING_PROVIDERS: Operation<ListEmbeddingProvidersResponse> = {
  id: "list_embedding_providers",
  method: "GET",
  path: "/v1/embedding-providers",
  auth: "workspace",
  responses: { 200: listEmbeddingProvidersResponse },
};

const CREATE_EMBEDDING_PROVIDER: Operation<CreateEmbeddingProviderResponse> = {
  id: "create_embedding_provider",
  method: "POST",
  path: "/v1/embedding-providers",
  auth: "workspace",
  body: createEmbeddingProviderRequest,
  responses: { 201: createEmbeddingProviderResponse },
};

const GET_EMBEDDING_PROVIDER: Operation<EmbeddingProviderResponse> = {
  id: "get_embedding_provider",
  method: "GET",
  path: "/v1/embedding-providers/{id}",
  auth: "workspace",
  responses: { 200: embeddingProviderResponse },
};

const UPDATE_EMBEDDING_PROVIDER: Operation<UpdateEmbeddingProviderResponse> = {
  id: "update_embedding_provider",
  method: "PUT",
  path: "/v1/embedding-providers/{id}",
  auth: "workspace",
  body: updateEmbeddingProviderRequest,
  responses: { 200: updateEmbeddingProviderResponse },
};

const DELETE_EMBEDDING_PROVIDER: Operation<undefined> = {
  id: "delete_embedding_provider",
  method: "DELETE",
  path: "/v1/embedding-providers/{id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Services that turn text into vectors, and the keys for them. */
export class EmbeddingProvidersApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List embedding providers.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The providers.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listEmbeddingProviders(options: CallOptions = {}): Promise<ListEmbeddingProvidersResponse> {
    return this.#client.call(LIST_EMBEDDING_PROVIDERS, {}, options);
  }

  /**
   * List embedding providers. {@link EmbeddingProvidersApi.listEmbeddingProviders} returns single
   * answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link EmbeddingProvidersApi.listEmbeddingProviders} does,
   * while it is read.
   */
  list(options: ListingOptions = {}): Listing<EmbeddingProviderResponse> {
    return onePage(
      LIST_EMBEDDING_PROVIDERS,
      "embeddingProviders",
      () => this.listEmbeddingProviders(options),
      options,
    );
  }

  /**
   * Record an embedding provider.
   *
   * It is recorded only: this version of the server computes no embeddings.
   *
   * @param request - An embedding provider to record.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new provider.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field is not accepted, the secret is unknown,
   * or no local model is there.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 409 `CONFLICT`: There is a provider of this name.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `SERVICE_UNAVAILABLE`: A key cannot be stored: the server's
   * own does not fit what is stored.
   * @example
   * ```ts
   * await hotdata.embeddingProviders.createEmbeddingProvider({
   *   name: "small",
   *   providerType: "service",
   *   config: { model: "text-embedding-3-small" },
   *   secretName: "openai_key",
   * });
   * ```
   */
  createEmbeddingProvider(
    request: CreateEmbeddingProviderRequest,
    options: CallOptions = {},
  ): Promise<CreateEmbeddingProviderResponse> {
    return this.#client.call(CREATE_EMBEDDING_PROVIDER, { body: request }, options);
  }

  /**
   * Record an embedding provider. The same as {@link
   * EmbeddingProvidersApi.createEmbeddingProvider}.
   *
   * @param request - An embedding provider to record.
   * @param options - As of {@link EmbeddingProvidersApi.createEmbeddingProvider}.
   * @returns The new provider.
   * @throws {@link ApiException} as {@link EmbeddingProvidersApi.createEmbeddingProvider} does.
   */
  create(
    request: CreateEmbeddingProviderRequest,
    options?: CallOptions,
  ): Promise<CreateEmbeddingProviderResponse> {
    return this.createEmbeddingProvider(request, options);
  }

  /**
   * Show an embedding provider.
   *
   * @param id - Provider id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The provider.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such provider.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getEmbeddingProvider(id: string, options: CallOptions = {}): Promise<EmbeddingProviderResponse> {
    return this.#client.call(GET_EMBEDDING_PROVIDER, { path: [id] }, options);
  }

  /**
   * Show an embedding provider. The same as {@link EmbeddingProvidersApi.getEmbeddingProvider}.
   *
   * @param id - Provider id.
   * @param options - As of {@link EmbeddingProvidersApi.getEmbeddingProvider}.
   * @returns The provider.
   * @throws {@link ApiException} as {@link EmbeddingProvidersApi.getEmbeddingProvider} does.
   */
  get(id: string, options?: CallOptions): Promise<EmbeddingProviderResponse> {
    return this.getEmbeddingProvider(id, options);
  }

  /**
   * Change an embedding provider.
   *
   * @param id - Provider id.
   * @param request - Changes of an embedding provider; what is left out stays.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The provider as it is now.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field is not accepted, or the secret is
   * unknown.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such provider.
   * @throws {@link ApiException} 409 `CONFLICT`: The name is taken, or the provider comes from the
   * server's settings.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `SERVICE_UNAVAILABLE`: A key cannot be stored: the server's
   * own does not fit what is stored.
   */
  updateEmbeddingProvider(
    id: string,
    request: UpdateEmbeddingProviderRequest,
    options: CallOptions = {},
  ): Promise<UpdateEmbeddingProviderResponse> {
    return this.#client.call(UPDATE_EMBEDDING_PROVIDER, { path: [id], body: request }, options);
  }

  /**
   * Change an embedding provider. The same as {@link
   * EmbeddingProvidersApi.updateEmbeddingProvider}.
   *
   * @param id - Provider id.
   * @param request - Changes of an embedding provider; what is left out stays.
   * @param options - As of {@link EmbeddingProvidersApi.updateEmbeddingProvider}.
   * @returns The provider as it is now.
   * @throws {@link ApiException} as {@link EmbeddingProvidersApi.updateEmbeddingProvider} does.
   */
  update(
    id: string,
    request: UpdateEmbeddingProviderRequest,
    options?: CallOptions,
  ): Promise<UpdateEmbeddingProviderResponse> {
    return this.updateEmbeddingProvider(id, request, options);
  }

  /**
   * Delete an embedding provider, and the secret that was made for it.
   *
   * @param id - Provider id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such provider.
   * @throws {@link ApiException} 409 `CONFLICT`: The provider comes from the server's settings.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteEmbeddingProvider(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_EMBEDDING_PROVIDER, { path: [id] }, options);
  }

  /**
   * Delete an embedding provider, and the secret that was made for it. The same as {@link
   * EmbeddingProvidersApi.deleteEmbeddingProvider}.
   *
   * @param id - Provider id.
   * @param options - As of {@link EmbeddingProvidersApi.deleteEmbeddingProvider}.
   * @throws {@link ApiException} as {@link EmbeddingProvidersApi.deleteEmbeddingProvider} does.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteEmbeddingProvider(id, options);
  }
}
