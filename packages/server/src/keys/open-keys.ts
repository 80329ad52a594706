import type { MetastoreChanges } from "../metastore/metastore-changes.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { KeyAuthenticator, type KeyAuthenticatorParts } from "./key-authenticator.ts";
import { KeyManager } from "./key-manager.ts";
import { KeyService } from "./key-service.ts";
import { KeyStore } from "./key-store.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { signingSecret } from "./signing-secret.ts";
import { TokenSigner } from "./token-signer.ts";

export interface KeyParts extends Omit<KeyAuthenticatorParts, "keys" | "tokens"> {
  readonly metastore: Metastore;
  /** Of the metastore, by whomever: a key that is revoked works no more. */
  readonly changes: Pick<MetastoreChanges, "count">;
  /** For keys without a limit of their own; 0: none. */
  readonly rateLimitPerMinute: number;
}

export async function openKeys({ metastore, changes, rateLimitPerMinute, ...parts }: KeyParts) {
  const keyStore = new KeyStore(metastore);
  const rates = new RateLimiter(rateLimitPerMinute);
  const keys = new KeyService(keyStore, rates, changes);
  const keyManager = new KeyManager({ keys, keyStore, ...parts });
  const tokens = new TokenSigner(await signingSecret(metastore, "token"));
  const authenticator = new KeyAuthenticator({ keys, tokens, ...parts });
  return { keys, keyManager, tokens, authenticator };
}
