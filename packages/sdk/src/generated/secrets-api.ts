// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  createSecretRequest,
  createSecretResponse,
  getSecretResponse,
  listSecretsResponse,
  updateSecretRequest,
  updateSecretResponse,
} from "./descriptors.ts";
import type {
  CreateSecretRequest,
  CreateSecretResponse,
  GetSecretResponse,
  ListSecretsResponse,
  SecretMetadataResponse,
  UpdateSecretRequest,
  UpdateSecretResponse,
} from "./models.ts";

const LIST_SECRETS: Operation<ListSecretsResponse> = {
  id: "list_secrets",
  method: "GET",
  path: "/v1/secrets",
  auth: "workspace",
  responses: { 200: listSecretsResponse },
};

const CREATE_SECRET: Operation<CreateSecretResponse> = {
  id: "create_secret",
  method: "POST",
  path: "/v1/secrets",
  auth: "workspace",
  body: createSecretRequest,
  responses: { 201: createSecretResponse },
};

const GET_SECRET: Operation<GetSecretResponse> = {
  id: "get_secret",
  method: "GET",
  path: "/v1/secrets/{name}",
  auth: "workspace",
  responses: { 200: getSecretResponse },
};

const UPDATE_SECRET: Operation<UpdateSecretResponse> = {
  id: "update_secret",
  method: "PUT",
  path: "/v1/secrets/{name}",
  auth: "workspace",
  body: updateSecretRequest,
  responses: { 200: updateSecretResponse },
};

const DELETE_SECRET: Operation<undefined> = {
  id: "delete_secret",
  method: "DELETE",
  path: "/v1/secrets/{name}",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Passwords and keys that other parts of the platform use; their values never come back. */
export class SecretsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List secrets without their values.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The secrets.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listSecrets(options: CallOptions = {}): Promise<ListSecretsResponse> {
    return this.#client.call(LIST_SECRETS, {}, options);
  }

  /**
   * List secrets without their values. {@link SecretsApi.listSecrets} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link SecretsApi.listSecrets} does, while it is read.
   */
  list(options: ListingOptions = {}): Listing<SecretMetadataResponse> {
    return onePage(LIST_SECRETS, "secrets", () => this.listSecrets(options), options);
  }

  /**
   * Store a secret under a new name.
   *
   * The value is kept encrypted and never comes back in an answer.
   *
   * @param request - A secret to store.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The secret, without its value.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the value is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 409 `CONFLICT`: There is a secret of this name.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `SERVICE_UNAVAILABLE`: The server's key does not fit what is
   * stored; who runs the server has to set the right one.
   * @example
   * ```ts
   * await hotdata.secrets.createSecret({ name: "warehouse_password", value: password });
   * ```
   */
  createSecret(
    request: CreateSecretRequest,
    options: CallOptions = {},
  ): Promise<CreateSecretResponse> {
    return this.#client.call(CREATE_SECRET, { body: request }, options);
  }

  /**
   * Store a secret under a new name. The same as {@link SecretsApi.createSecret}.
   *
   * @param request - A secret to store.
   * @param options - As of {@link SecretsApi.createSecret}.
   * @returns The secret, without its value.
   * @throws {@link ApiException} as {@link SecretsApi.createSecret} does.
   */
  create(request: CreateSecretRequest, options?: CallOptions): Promise<CreateSecretResponse> {
    return this.createSecret(request, options);
  }

  /**
   * Look whether a secret is there and can be used.
   *
   * The value is decrypted to see that this is possible; the answer does not have it.
   *
   * @param name - Name of the secret, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The secret without its value.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a secret can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such secret.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `SERVICE_UNAVAILABLE`: The server's key does not fit what is
   * stored; who runs the server has to set the right one.
   */
  getSecret(name: string, options: CallOptions = {}): Promise<GetSecretResponse> {
    return this.#client.call(GET_SECRET, { path: [name] }, options);
  }

  /**
   * Look whether a secret is there and can be used. The same as {@link SecretsApi.getSecret}.
   *
   * @param name - Name of the secret, in any case.
   * @param options - As of {@link SecretsApi.getSecret}.
   * @returns The secret without its value.
   * @throws {@link ApiException} as {@link SecretsApi.getSecret} does.
   */
  get(name: string, options?: CallOptions): Promise<GetSecretResponse> {
    return this.getSecret(name, options);
  }

  /**
   * Set a new value of a secret.
   *
   * Whatever refers to the secret uses the new value from then on.
   *
   * @param name - Name of the secret, in any case.
   * @param request - The new value of a secret.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The secret, without its value.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the value is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such secret.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `SERVICE_UNAVAILABLE`: The server's key does not fit what is
   * stored; who runs the server has to set the right one.
   */
  updateSecret(
    name: string,
    request: UpdateSecretRequest,
    options: CallOptions = {},
  ): Promise<UpdateSecretResponse> {
    return this.#client.call(UPDATE_SECRET, { path: [name], body: request }, options);
  }

  /**
   * Set a new value of a secret. The same as {@link SecretsApi.updateSecret}.
   *
   * @param name - Name of the secret, in any case.
   * @param request - The new value of a secret.
   * @param options - As of {@link SecretsApi.updateSecret}.
   * @returns The secret, without its value.
   * @throws {@link ApiException} as {@link SecretsApi.updateSecret} does.
   */
  update(
    name: string,
    request: UpdateSecretRequest,
    options?: CallOptions,
  ): Promise<UpdateSecretResponse> {
    return this.updateSecret(name, request, options);
  }

  /**
   * Delete a secret.
   *
   * What still refers to it fails at its next use.
   *
   * @param name - Name of the secret, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name is not one that a secret can have.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such secret.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteSecret(name: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_SECRET, { path: [name] }, options);
  }

  /**
   * Delete a secret. The same as {@link SecretsApi.deleteSecret}.
   *
   * @param name - Name of the secret, in any case.
   * @param options - As of {@link SecretsApi.deleteSecret}.
   * @throws {@link ApiException} as {@link SecretsApi.deleteSecret} does.
   */
  delete(name: string, options?: CallOptions): Promise<undefined> {
    return this.deleteSecret(name, options);
  }
}
