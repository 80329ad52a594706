import type { Principal } from "../http/request-context.ts";
import type { KeyService } from "./key-service.ts";
import { refusalOf } from "./key-refusal.ts";
import { principalOf } from "./key.ts";
import { invalidGrant } from "./refuse-grant.ts";
import { narrow } from "./token-bounds.ts";
import type { TokenSigner } from "./token-signer.ts";

export interface TokenPairParts {
  readonly keys: KeyService;
  readonly tokens: TokenSigner;
}

/** An access token, and what renews it. */
export interface TokenPair {
  readonly principal: Principal;
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly refreshExpiresIn: number;
}

/** Answers with tokens are not for caches. */
export const NOT_STORED = { "cache-control": "no-store" };

const ACCESS_LIFE_SECONDS = 300;
const REFRESH_LIFE_SECONDS = 36 * 3_600;

/** Both tokens for whoever was let in. */
export async function signPair(tokens: TokenSigner, principal: Principal): Promise<TokenPair> {
  const refreshToken = await tokens.sign({
    use: "refresh",
    principal,
    lifeSeconds: REFRESH_LIFE_SECONDS,
  });
  const access = await signAccess(tokens, principal);
  return { ...access, refreshToken, refreshExpiresIn: REFRESH_LIFE_SECONDS };
}

/**
 * A new access token for a refresh token, which stays the same until it expires.
 * @throws {AccessError} invalid_grant when the token or its key is not valid (any more).
 */
export async function renew(
  { keys, tokens }: TokenPairParts,
  refreshToken: string,
): Promise<TokenPair> {
  const verified = await tokens.verify(refreshToken, "refresh");
  if (!verified.valid) throw invalidGrant("The refresh token is not valid or has expired.");
  const checked = await keys.useById(verified.keyId);
  if (!checked.valid) throw invalidGrant(refusalOf(checked.reason));
  const principal = narrow(principalOf(checked.key), verified.bounds);
  if (principal === undefined)
    throw invalidGrant("The refresh token reaches further than its key.");
  const access = await signAccess(tokens, principal);
  return { ...access, refreshToken, refreshExpiresIn: verified.expiresInSeconds };
}

async function signAccess(tokens: TokenSigner, principal: Principal) {
  const lifeSeconds = ACCESS_LIFE_SECONDS;
  const accessToken = await tokens.sign({ use: "access", principal, lifeSeconds });
  return { principal, accessToken, expiresIn: lifeSeconds };
}
