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

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List embedding providers. */
  listEmbeddingProviders(options: CallOptions = {}): Promise<ListEmbeddingProvidersResponse> {
    return this.#client.call(LIST_EMBEDDING_PROVIDERS, {}, options);
  }

  /**
   * List embedding providers. {@link EmbeddingProvidersApi.listEmbeddingProviders} returns single
   * answers.
   *
   * The server sends all in one answer.
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
   */
  getEmbeddingProvider(id: string, options: CallOptions = {}): Promise<EmbeddingProviderResponse> {
    return this.#client.call(GET_EMBEDDING_PROVIDER, { path: [id] }, options);
  }

  /**
   * Show an embedding provider. The same as {@link EmbeddingProvidersApi.getEmbeddingProvider}.
   *
   * @param id - Provider id.
   */
  get(id: string, options?: CallOptions): Promise<EmbeddingProviderResponse> {
    return this.getEmbeddingProvider(id, options);
  }

  /**
   * Change an embedding provider.
   *
   * @param id - Provider id.
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
   */
  deleteEmbeddingProvider(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_EMBEDDING_PROVIDER, { path: [id] }, options);
  }

  /**
   * Delete an embedding provider, and the secret that was made for it. The same as {@link
   * EmbeddingProvidersApi.deleteEmbeddingProvider}.
   *
   * @param id - Provider id.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteEmbeddingProvider(id, options);
  }
}
