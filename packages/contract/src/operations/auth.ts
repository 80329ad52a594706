import { z } from "zod";
import { flatError } from "../documented-error.ts";
import { ExchangeTokenRequest, ExchangeTokenResponse } from "../models/auth.ts";
import {
  DatabaseTokenResponse,
  MintDatabaseTokenRequest,
  MintSandboxTokenRequest,
  SandboxTokenResponse,
} from "../models/scoped-token.ts";
import type { Operation } from "../operation.ts";

const exchangeResponses = {
  200: { description: "The access token.", model: ExchangeTokenResponse },
  400: flatError(
    "The grant type is unknown (`unsupported_grant_type`) or its credential is missing (`invalid_request`).",
  ),
  401: flatError("The credential is not valid (`invalid_grant`)."),
  429: flatError("The key's requests of this minute are used up."),
} as const;

export const exchangeToken = {
  id: "exchange_token",
  api: "AuthApi",
  method: "POST",
  path: "/v1/auth/jwt",
  summary: "Trade an API key or refresh token for a short-lived access token",
  auth: "none",
  body: {
    contentType: "application/x-www-form-urlencoded",
    required: true,
    model: ExchangeTokenRequest,
  },
  responses: exchangeResponses,
} as const satisfies Operation;

/** The same where command lines up to 0.25 look for it; with and without a final slash. */
export const exchangeOauthToken = {
  ...exchangeToken,
  id: "exchange_oauth_token",
  path: "/o/token",
  summary: "Trade an API key or refresh token, where older command lines do it",
} as const satisfies Operation;

/** Renewing takes no key; the other grants do, and they take a workspace. */
const keyHeaders = z.object({
  authorization: z.string().optional(),
  "x-workspace-id": z.string().optional(),
});

const mintErrors = {
  400: flatError("The grant type is unknown, or a field that it needs is missing."),
  401: flatError("The key (`unauthorized`) or the refresh token (`invalid_grant`) is not valid."),
  403: flatError("The key's scope does not reach this."),
  429: flatError("The key's requests of this minute are used up."),
};

export const mintDatabaseToken = {
  id: "mint_database_token",
  api: "AuthApi",
  method: "POST",
  path: "/v1/auth/database",
  summary: "Get a token that reaches one database",
  description:
    "It never reaches further than the key it is made with. Without a grant type a database is created for it.",
  auth: "optional",
  headers: keyHeaders,
  body: { contentType: "application/json", required: false, model: MintDatabaseTokenRequest },
  responses: {
    200: { description: "The token, and what renews it.", model: DatabaseTokenResponse },
    ...mintErrors,
    404: flatError("There is no such database (`not_found`) or workspace (`workspace_not_found`)."),
  },
} as const satisfies Operation;

export const mintSandboxToken = {
  id: "mint_sandbox_token",
  api: "AuthApi",
  method: "POST",
  path: "/v1/auth/sandbox",
  summary: "Get a token that works in one sandbox",
  description:
    "It reads what its key reads, and changes nothing outside of its sandbox but uploads. Without a grant type a sandbox is created for it.",
  auth: "optional",
  headers: keyHeaders,
  body: { contentType: "application/json", required: false, model: MintSandboxTokenRequest },
  responses: {
    200: { description: "The token, and what renews it.", model: SandboxTokenResponse },
    ...mintErrors,
    404: flatError("There is no such sandbox (`not_found`) or workspace (`workspace_not_found`)."),
  },
} as const satisfies Operation;
