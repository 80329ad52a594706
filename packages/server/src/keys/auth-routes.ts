import { type ExchangeTokenRequest, operations } from "@hotdata/contract";
import { AccessError } from "../http/access-error.ts";
import { json, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { Principal } from "../http/request-context.ts";
import type { KeyService } from "./key-service.ts";
import { principalOf } from "./key.ts";
import { refusalOf } from "./key-refusal.ts";
import { narrow } from "./token-bounds.ts";
import type { TokenSigner } from "./token-signer.ts";

export interface AuthRouteParts {
  readonly keys: KeyService;
  readonly tokens: TokenSigner;
}

const ACCESS_LIFE_SECONDS = 300;
const REFRESH_LIFE_SECONDS = 36 * 3_600;

/** The token exchange that clients from 0.3.0 to 0.9.1 make before anything else. */
export function authRoutes(parts: AuthRouteParts): Route[] {
  return [
    route(operations.exchange_token, async ({ body }) => {
      const principal = await grantedPrincipal(body, parts);
      const { tokens } = parts;
      const accessToken = await tokens.sign({
        use: "access",
        principal,
        lifeSeconds: ACCESS_LIFE_SECONDS,
      });
      const answer = {
        access_token: accessToken,
        token_type: "Bearer",
        expires_in: ACCESS_LIFE_SECONDS,
      };
      // A refresh token stays the same until it expires, so renewing does not hand out another.
      if (body.grant_type === "refresh_token") {
        return withAudit(json(200, answer, NOT_STORED), { caller: principal });
      }
      const refreshToken = await tokens.sign({
        use: "refresh",
        principal,
        lifeSeconds: REFRESH_LIFE_SECONDS,
      });
      const withRefresh = { ...answer, refresh_token: refreshToken };
      return withAudit(json(200, withRefresh, NOT_STORED), { caller: principal });
    }),
  ];
}

const NOT_STORED = { "cache-control": "no-store" };

async function grantedPrincipal(
  body: ExchangeTokenRequest,
  { keys, tokens }: AuthRouteParts,
): Promise<Principal> {
  switch (body.grant_type) {
    case "api_token": {
      const checked = await keys.use(required(body.api_token, "api_token"));
      return checked.valid ? principalOf(checked.key) : refuse(refusalOf(checked.reason));
    }
    case "refresh_token": {
      const token = required(body.refresh_token, "refresh_token");
      const verified = await tokens.verify(token, "refresh");
      if (!verified.valid) return refuse("The refresh token is not valid or has expired.");
      const checked = await keys.useById(verified.keyId);
      if (!checked.valid) return refuse(refusalOf(checked.reason));
      const principal = narrow(principalOf(checked.key), verified.bounds);
      return principal ?? refuse("The refresh token reaches further than its key.");
    }
    default:
      throw new AccessError(
        "unsupported_grant_type",
        "grant_type must be api_token or refresh_token.",
      );
  }
}

function required(value: string | undefined, field: string): string {
  if (value !== undefined) return value;
  throw new AccessError("invalid_request", `The form field ${field} is required.`);
}

function refuse(message: string): never {
  throw new AccessError("invalid_grant", message);
}
