import type { KeyObject } from "node:crypto";
import { sql } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import {
  createKeyFile,
  keyFileOf,
  nextKeyFileOf,
  removeKeyFile,
  replaceKeyFile,
} from "./key-file.ts";
import { KeyProofStore } from "./key-proof-store.ts";
import { KeyRotationError } from "./key-rotation-error.ts";
import { type MasterKey, matchKey } from "./master-key.ts";
import { openMasterKey } from "./open-master-key.ts";
import { rewrapSecrets } from "./rewrap-secrets.ts";
import { SecretStore } from "./secret-store.ts";

/** What has been done; a crash after any of them leaves secrets that can be read. */
export type RotationStep = "new key written" | "secrets rewrapped" | "old key removed";

export interface RotationOptions {
  readonly dataDir: string;
  readonly metastore: Metastore;
  /** The key before the change, where the key file does not hold it. */
  readonly oldKey: KeyObject | undefined;
  readonly onStep: (step: RotationStep) => void;
}

/** Replaces the key file by one with a new random key. Returns the number of secrets. */
export async function rotateToFile(options: RotationOptions): Promise<number> {
  const { dataDir, onStep } = options;
  const from = await findOldKey(options);
  const nextPath = nextKeyFileOf(dataDir);
  const key = await createKeyFile(nextPath);
  onStep("new key written");
  const count = await rewrap(options.metastore, from, key);
  onStep("secrets rewrapped");
  await replaceKeyFile(nextPath, keyFileOf(dataDir));
  onStep("old key removed");
  return count;
}

/** Changes to a key that is kept elsewhere; a key file is no longer needed then, and removed. */
export async function rotateToGiven(options: RotationOptions, key: KeyObject): Promise<number> {
  const { dataDir, metastore, onStep } = options;
  const proof = await new KeyProofStore(metastore).find();
  const isDone = proof !== undefined && matchKey(key, proof) !== undefined;
  const count = isDone ? 0 : await rewrap(metastore, await findOldKey(options), key);
  onStep("secrets rewrapped");
  await removeKeyFile(nextKeyFileOf(dataDir));
  await removeKeyFile(keyFileOf(dataDir));
  onStep("old key removed");
  return count;
}

async function findOldKey({ dataDir, metastore, oldKey }: RotationOptions): Promise<MasterKey> {
  const isInUse = () => new SecretStore(metastore).hasAny();
  const common = { dataDir, proofs: new KeyProofStore(metastore), isInUse };
  const opened = await openMasterKey({ ...common, givenKey: undefined });
  if (opened.master !== undefined) return opened.master;
  if (oldKey === undefined) {
    throw new KeyRotationError(
      "neither the file secret.key in the data folder nor HOTDATA_SECRET_KEY_OLD has the key that the stored secrets are encrypted with; set HOTDATA_SECRET_KEY_OLD to it",
    );
  }
  const given = await openMasterKey({ ...common, givenKey: oldKey });
  if (given.master !== undefined) return given.master;
  throw new KeyRotationError(
    "HOTDATA_SECRET_KEY_OLD is not the key that the stored secrets are encrypted with",
  );
}

async function rewrap(metastore: Metastore, from: MasterKey, key: KeyObject): Promise<number> {
  // What is overwritten must be gone: the old key would still open it.
  await sql`PRAGMA secure_delete = ON`.execute(metastore);
  const count = await rewrapSecrets(metastore, { from, to: { key, version: from.version + 1 } });
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(metastore);
  return count;
}
