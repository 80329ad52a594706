import { type KeyObject, createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
/** What a box begins with; the last byte is the version of this layout. */
const HEADER = Buffer.from([0x48, 0x44, 0x53, 0x01]);
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX_BYTES = HEADER.length + NONCE_BYTES + TAG_BYTES;

/** What a box is for; it opens for the same only, so that boxes cannot be exchanged. */
export type BoxContext = readonly (string | number)[];

/** Encrypts with a fresh nonce: header, nonce, tag, ciphertext. */
export function seal(key: KeyObject, plain: Uint8Array, context: BoxContext): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(context));
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([HEADER, nonce, cipher.getAuthTag(), encrypted]);
}

/** Decrypts; undefined when key or context are others, or the box was changed. */
export function unseal(
  key: KeyObject,
  box: Uint8Array,
  context: BoxContext,
): Uint8Array | undefined {
  const header = Buffer.from(box.subarray(0, HEADER.length));
  if (box.length < PREFIX_BYTES || !header.equals(HEADER)) return undefined;
  const nonce = box.subarray(HEADER.length, HEADER.length + NONCE_BYTES);
  const tag = box.subarray(HEADER.length + NONCE_BYTES, PREFIX_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(context)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(box.subarray(PREFIX_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** JSON keeps the parts apart: no two contexts have the same bytes. */
function associatedData(context: BoxContext): Uint8Array {
  return Buffer.concat([HEADER, Buffer.from(JSON.stringify(context))]);
}
