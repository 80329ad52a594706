import { type KeyObject, createSecretKey, randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { KEY_BYTES, keyText } from "../config/key-text.ts";
import { isMissing, syncPath } from "../lake/catalog/durable-files.ts";

/** A key file that must not be used as it is; the message says what to do. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
}

/** Where the server keeps its key when the setting does not give one. */
export function keyFileOf(dataDir: string): string {
  return join(dataDir, "secret.key");
}

/** The key of a change that is under way; it becomes the server's when the change is done. */
export function nextKeyFileOf(dataDir: string): string {
  return join(dataDir, "secret.key.next");
}

/**
 * Reads a key; undefined when there is no file.
 * @throws {KeyFileError} when others may read the file, or it does not hold a key.
 */
export async function readKeyFile(path: string): Promise<KeyObject | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const { mode } = await file.stat();
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new KeyFileError(
        `other users of this machine may read the key of the secrets in ${path}; take that right away with \`chmod 600 ${path}\`, and change the key with \`npm run secrets -- rotate\` if they did`,
      );
    }
    const parsed = keyText.safeParse((await file.readFile("utf8")).trim());
    if (parsed.success) return parsed.data;
  } finally {
    await file.close();
  }
  throw new KeyFileError(
    `${basename(path)} in ${dirname(path)} does not hold a key of ${KEY_BYTES} bytes in base64; put the right file back, or set HOTDATA_SECRET_KEY to the key`,
  );
}

/** Writes a new random key to a file that only the server's user may read: whole or not at all. */
export async function createKeyFile(path: string): Promise<KeyObject> {
  const bytes = randomBytes(KEY_BYTES);
  const unfinished = `${path}.tmp`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, "wx", 0o600);
  try {
    await file.writeFile(`${bytes.toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await replaceKeyFile(unfinished, path);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** Puts a key file in the place of another, at once. */
export async function replaceKeyFile(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncPath(dirname(to));
}

export async function removeKeyFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncPath(dirname(path));
}
