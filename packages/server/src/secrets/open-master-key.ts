import type { KeyObject } from "node:crypto";
import {
  createKeyFile,
  keyFileOf,
  nextKeyFileOf,
  readKeyFile,
  removeKeyFile,
  replaceKeyFile,
} from "./key-file.ts";
import type { KeyProofStore } from "./key-proof-store.ts";
import { type KeyProof, type MasterKey, matchKey, proofOf } from "./master-key.ts";

/** A key that fits what is stored, or why there is none. */
export type OpenedKey =
  | { readonly master: MasterKey }
  | { readonly master: undefined; readonly problem: string };

export interface OpenKeyOptions {
  readonly dataDir: string;
  /** The key that the setting gives. */
  readonly givenKey: KeyObject | undefined;
  readonly proofs: KeyProofStore;
  /** Whether anything is encrypted with the key that the proof is of. */
  readonly isInUse: () => Promise<boolean>;
}

const WRONG_SETTING =
  "HOTDATA_SECRET_KEY is not the key that the stored secrets are encrypted with; set it to that key and start the server again.";
const WRONG_FILE =
  "The file secret.key in the server's data folder is missing or is not the key that the stored secrets are encrypted with; put that file back, or set HOTDATA_SECRET_KEY to the key, and start the server again.";

/**
 * Finds the server's key at its start; makes one at the first start. A key that does not fit is
 * taken as the new one only while nothing is encrypted.
 * @throws {KeyFileError}
 */
export async function openMasterKey(options: OpenKeyOptions): Promise<OpenedKey> {
  const { dataDir, givenKey, proofs } = options;
  const proof = await proofs.find();
  if (givenKey !== undefined) {
    const known = proof && matchKey(givenKey, proof);
    if (known !== undefined) return { master: known };
    return adopt(options, proof, { problem: WRONG_SETTING, newKey: async () => givenKey });
  }
  const path = keyFileOf(dataDir);
  const kept = await readKeyFile(path);
  const known = proof && ((kept && matchKey(kept, proof)) ?? (await finishChange(dataDir, proof)));
  if (known !== undefined) {
    await removeKeyFile(nextKeyFileOf(dataDir));
    return { master: known };
  }
  const newKey = async () => kept ?? createKeyFile(path);
  return adopt(options, proof, { problem: WRONG_FILE, newKey });
}

/** A crash may have come between the change of the key and that of the file. */
async function finishChange(dataDir: string, proof: KeyProof): Promise<MasterKey | undefined> {
  const path = nextKeyFileOf(dataDir);
  const next = await readKeyFile(path);
  const master = next && matchKey(next, proof);
  if (master !== undefined) await replaceKeyFile(path, keyFileOf(dataDir));
  return master;
}

interface Adoption {
  readonly problem: string;
  readonly newKey: () => Promise<KeyObject>;
}

async function adopt(
  { proofs, isInUse }: OpenKeyOptions,
  proof: KeyProof | undefined,
  { problem, newKey }: Adoption,
): Promise<OpenedKey> {
  if (await isInUse()) return { master: undefined, problem };
  const master = { key: await newKey(), version: (proof?.version ?? 0) + 1 };
  await proofs.set(proofOf(master));
  return { master };
}
