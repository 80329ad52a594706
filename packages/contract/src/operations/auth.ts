import { flatError } from "../documented-error.ts";
import { ExchangeTokenRequest, ExchangeTokenResponse } from "../models/auth.ts";
import type { Operation } from "../operation.ts";

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
  responses: {
    200: { description: "The access token.", model: ExchangeTokenResponse },
    400: flatError("The grant type is unknown or its credential is missing."),
    401: flatError("The credential is not valid (`invalid_grant`)."),
  },
} as const satisfies Operation;
