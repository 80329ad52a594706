import { SignJWT, errors, jwtVerify } from "jose";
import type { Principal } from "../http/request-context.ts";
import { type TokenBounds, boundsOfClaims, claimsOf } from "./token-bounds.ts";

export type TokenUse = "access" | "refresh";

export interface TokenOptions {
  readonly use: TokenUse;
  /** Who the token stands for; it never reaches further. */
  readonly principal: Principal;
  readonly lifeSeconds: number;
}

export type VerifiedToken =
  | {
      readonly valid: true;
      readonly keyId: string;
      readonly bounds: TokenBounds;
      readonly expiresInSeconds: number;
    }
  | { readonly valid: false; readonly reason: "expired" | "malformed" };

const ISSUER = "hotdata";
const ALGORITHM = "HS256";
const CLOCK_TOLERANCE_SECONDS = 5;

/** Signs and checks tokens (JWT, HS256) that stand for an API key for some time. */
export class TokenSigner {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  sign({ use, principal, lifeSeconds }: TokenOptions): Promise<string> {
    return new SignJWT({ ...claimsOf(principal) })
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setIssuer(ISSUER)
      .setAudience(use)
      .setSubject(principal.keyId)
      .setIssuedAt()
      .setExpirationTime(`${lifeSeconds} seconds`)
      .sign(this.#secret);
  }

  async verify(token: string, use: TokenUse): Promise<VerifiedToken> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: use,
        requiredClaims: ["exp", "sub"],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      const bounds = boundsOfClaims(payload);
      if (bounds === undefined) return { valid: false, reason: "malformed" };
      const expiresInSeconds = Math.max(0, Math.floor((payload.exp ?? 0) - Date.now() / 1_000));
      return { valid: true, keyId: payload.sub ?? "", bounds, expiresInSeconds };
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      const expired = error instanceof errors.JWTExpired;
      return { valid: false, reason: expired ? "expired" : "malformed" };
    }
  }
}
