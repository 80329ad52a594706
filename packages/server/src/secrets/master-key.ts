import type { KeyObject } from "node:crypto";
import { seal, unseal } from "./sealed-box.ts";

/** The server's key, which the keys of all secrets are encrypted with. */
export interface MasterKey {
  readonly key: KeyObject;
  /** Counts the changes of the key; part of what is encrypted. */
  readonly version: number;
}

/** How a key is recognized without keeping it. */
export interface KeyProof {
  readonly version: number;
  readonly proof: Uint8Array;
}

const PROOF_TEXT = Buffer.from("this is the key");

export function proofOf({ key, version }: MasterKey): KeyProof {
  return { version, proof: seal(key, PROOF_TEXT, ["key-proof", version]) };
}

/** The key as the one that the proof was made with; undefined when it is another. */
export function matchKey(key: KeyObject, { version, proof }: KeyProof): MasterKey | undefined {
  const text = unseal(key, proof, ["key-proof", version]);
  return text !== undefined && PROOF_TEXT.equals(text) ? { key, version } : undefined;
}
