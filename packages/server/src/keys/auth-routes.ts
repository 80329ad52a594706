import { type ExchangeTokenRequest, operations } from "@hotdata/contract";
import { AccessError } from "../http/access-error.ts";
import { type Reply, json, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { refusalOf } from "./key-refusal.ts";
import { principalOf } from "./key.ts";
import { invalidGrant, requiredField, unsupportedGrant } from "./refuse-grant.ts";
import { NOT_STORED, type TokenPair, type TokenPairParts, renew, signPair } from "./token-pair.ts";

/**
 * The token exchange that clients from 0.3.0 to 0.9.1 make before anything else, and that command
 * lines up to 0.25 make at an address of their own.
 */
export function authRoutes(parts: TokenPairParts): Route[] {
  return [
    route(operations.exchange_token, ({ body }) => exchange(parts, body)),
    route(operations.exchange_oauth_token, ({ body }) => exchange(parts, body)),
  ];
}

async function exchange(parts: TokenPairParts, body: ExchangeTokenRequest): Promise<Reply> {
  const pair = await grantedPair(parts, body);
  const answer = {
    access_token: pair.accessToken,
    token_type: "Bearer",
    expires_in: pair.expiresIn,
    // Renewing hands out no other refresh token: clients keep the one they have.
    ...(body.grant_type === "refresh_token" ? {} : { refresh_token: pair.refreshToken }),
  };
  return withAudit(json(200, answer, NOT_STORED), { caller: pair.principal });
}

async function grantedPair(parts: TokenPairParts, body: ExchangeTokenRequest): Promise<TokenPair> {
  switch (body.grant_type) {
    case "api_token": {
      const checked = await parts.keys.use(requiredField(body.api_token, "api_token"));
      if (!checked.valid) throw invalidGrant(refusalOf(checked.reason));
      return signPair(parts.tokens, principalOf(checked.key));
    }
    case "refresh_token":
      return renew(parts, requiredField(body.refresh_token, "refresh_token"));
    case "authorization_code":
      throw new AccessError(
        "unsupported_grant_type",
        "This server has no log-in by browser; use the grant type api_token with an API key.",
      );
    default:
      throw unsupportedGrant("api_token or refresh_token");
  }
}
