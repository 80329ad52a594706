// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import {
  databaseTokenResponse,
  mintDatabaseTokenRequest,
  mintSandboxTokenRequest,
  sandboxTokenResponse,
} from "./descriptors.ts";
import type {
  DatabaseTokenResponse,
  MintDatabaseTokenRequest,
  MintSandboxTokenRequest,
  SandboxTokenResponse,
} from "./models.ts";

const MINT_DATABASE_TOKEN: Operation<DatabaseTokenResponse> = {
  id: "mint_database_token",
  method: "POST",
  path: "/v1/auth/database",
  auth: "workspace",
  body: mintDatabaseTokenRequest,
  responses: { 200: databaseTokenResponse },
};

const MINT_SANDBOX_TOKEN: Operation<SandboxTokenResponse> = {
  id: "mint_sandbox_token",
  method: "POST",
  path: "/v1/auth/sandbox",
  auth: "workspace",
  body: mintSandboxTokenRequest,
  responses: { 200: sandboxTokenResponse },
};

/** Access tokens for clients that do not send the API key itself. */
export class AuthApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Get a token that reaches one database.
   *
   * It never reaches further than the key it is made with. Without a grant type a database is
   * created for it.
   *
   * @param request - What a token of one database is for.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The token, and what renews it.
   * @throws {@link ApiException} 400 `bad_request`: The grant type is unknown, or a field that it
   * needs is missing.
   * @throws {@link ApiException} 401: The key (`unauthorized`) or the refresh token
   * (`invalid_grant`) is not valid.
   * @throws {@link ApiException} 403 `access_denied`: The key's scope does not reach this.
   * @throws {@link ApiException} 404: There is no such database (`not_found`) or workspace
   * (`workspace_not_found`).
   * @throws {@link ApiException} 429 `overloaded`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { token } = await hotdata.auth.mintDatabaseToken({
   *   grantType: "existing_database",
   *   databaseId,
   * });
   * const narrow = new Hotdata({ apiKey: token });
   * ```
   */
  mintDatabaseToken(
    request?: MintDatabaseTokenRequest,
    options: CallOptions = {},
  ): Promise<DatabaseTokenResponse> {
    return this.#client.call(MINT_DATABASE_TOKEN, { body: request }, options);
  }

  /**
   * Get a token that works in one sandbox.
   *
   * It reads what its key reads, and changes nothing outside of its sandbox but uploads. Without a
   * grant type a sandbox is created for it.
   *
   * @param request - What a token of one sandbox is for.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The token, and what renews it.
   * @throws {@link ApiException} 400 `bad_request`: The grant type is unknown, or a field that it
   * needs is missing.
   * @throws {@link ApiException} 401: The key (`unauthorized`) or the refresh token
   * (`invalid_grant`) is not valid.
   * @throws {@link ApiException} 403 `access_denied`: The key's scope does not reach this.
   * @throws {@link ApiException} 404: There is no such sandbox (`not_found`) or workspace
   * (`workspace_not_found`).
   * @throws {@link ApiException} 429 `overloaded`: The key's requests of this minute are used up.
   */
  mintSandboxToken(
    request?: MintSandboxTokenRequest,
    options: CallOptions = {},
  ): Promise<SandboxTokenResponse> {
    return this.#client.call(MINT_SANDBOX_TOKEN, { body: request }, options);
  }
}
