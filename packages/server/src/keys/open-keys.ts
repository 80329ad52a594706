import type { Metastore } from "../metastore/open-metastore.ts";
import type { AccessibleDatabases, AccessibleWorkspaces } from "./key-authenticator.ts";
import { KeyManager } from "./key-manager.ts";
import { KeyService } from "./key-service.ts";
import { KeyStore } from "./key-store.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { signingSecret } from "./signing-secret.ts";
import { TokenSigner } from "./token-signer.ts";

export interface KeyParts {
  readonly metastore: Metastore;
  readonly workspaces: AccessibleWorkspaces;
  readonly databases: AccessibleDatabases;
  /** For keys without a limit of their own; 0: none. */
  readonly rateLimitPerMinute: number;
}

export async function openKeys({ metastore, rateLimitPerMinute, ...parts }: KeyParts) {
  const keyStore = new KeyStore(metastore);
  const keys = new KeyService(keyStore, new RateLimiter(rateLimitPerMinute));
  const keyManager = new KeyManager({ keys, keyStore, ...parts });
  const tokens = new TokenSigner(await signingSecret(metastore, "token"));
  return { keys, keyManager, tokens };
}
