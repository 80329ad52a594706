import type { Config } from "../config/load-config.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { KeyProofStore } from "./key-proof-store.ts";
import { openMasterKey } from "./open-master-key.ts";
import { SecretService } from "./secret-service.ts";
import { SecretStore } from "./secret-store.ts";

/**
 * Opens the secrets with the server's key. With a key that does not fit, the server works without
 * them; `keyProblem` says what to do.
 * @throws {KeyFileError}
 */
export async function openSecrets(
  { dataDir, secretKey }: Pick<Config, "dataDir" | "secretKey">,
  metastore: Metastore,
) {
  const store = new SecretStore(metastore);
  const opened = await openMasterKey({
    dataDir,
    givenKey: secretKey,
    proofs: new KeyProofStore(metastore),
    isInUse: () => store.hasAny(),
  });
  const keyProblem = opened.master === undefined ? opened.problem : undefined;
  return { secrets: new SecretService(store, opened), keyProblem };
}
