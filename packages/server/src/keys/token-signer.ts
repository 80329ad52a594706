import { SignJWT, errors, jwtVerify } from "jose";

export type TokenUse = "access" | "refresh";

export interface TokenOptions {
  readonly use: TokenUse;
  readonly keyId: string;
  readonly lifeSeconds: number;
}

export type VerifiedToken =
  | { readonly valid: true; readonly keyId: string }
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

  sign({ use, keyId, lifeSeconds }: TokenOptions): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setIssuer(ISSUER)
      .setAudience(use)
      .setSubject(keyId)
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
      return { valid: true, keyId: payload.sub ?? "" };
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      const expired = error instanceof errors.JWTExpired;
      return { valid: false, reason: expired ? "expired" : "malformed" };
    }
  }
}
