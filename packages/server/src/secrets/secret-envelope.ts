import { createSecretKey, randomBytes } from "node:crypto";
import { KEY_BYTES } from "../config/key-text.ts";
import type { MasterKey } from "./master-key.ts";
import { seal, unseal } from "./sealed-box.ts";

/** Whose value it is; sealed into it, so that a row cannot be given another's value. */
export interface SecretIdentity {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
}

export interface SealedSecret {
  /** The value's own key, encrypted with the server's. */
  readonly wrappedKey: Uint8Array;
  /** The value, encrypted with its own key. */
  readonly sealedValue: Uint8Array;
}

/** Encrypts a value with a new key of its own. */
export function sealSecret(
  master: MasterKey,
  identity: SecretIdentity,
  value: string,
): SealedSecret {
  const dataKey = randomBytes(KEY_BYTES);
  const wrappedKey = seal(master.key, dataKey, keyContext(master, identity));
  const sealedValue = seal(
    createSecretKey(dataKey),
    Buffer.from(value, "utf8"),
    valueContext(identity),
  );
  dataKey.fill(0);
  return { wrappedKey, sealedValue };
}

/** Undefined when the server's key is another, or the row was changed. */
export function unsealSecret(
  master: MasterKey,
  identity: SecretIdentity,
  sealed: SealedSecret,
): string | undefined {
  const dataKey = unseal(master.key, sealed.wrappedKey, keyContext(master, identity));
  if (dataKey?.length !== KEY_BYTES) return undefined;
  const value = unseal(createSecretKey(dataKey), sealed.sealedValue, valueContext(identity));
  dataKey.fill(0);
  return value && Buffer.from(value).toString("utf8");
}

/** The value's key for another key of the server; the value stays as it is. */
export function rewrapKey(
  identity: SecretIdentity,
  wrappedKey: Uint8Array,
  keys: { readonly from: MasterKey; readonly to: MasterKey },
): Uint8Array | undefined {
  const dataKey = unseal(keys.from.key, wrappedKey, keyContext(keys.from, identity));
  if (dataKey === undefined) return undefined;
  const rewrapped = seal(keys.to.key, dataKey, keyContext(keys.to, identity));
  dataKey.fill(0);
  return rewrapped;
}

function keyContext({ version }: MasterKey, { workspaceId, id, name }: SecretIdentity) {
  return ["secret-key", version, workspaceId, id, name];
}

function valueContext({ workspaceId, id, name }: SecretIdentity) {
  return ["secret-value", workspaceId, id, name];
}
