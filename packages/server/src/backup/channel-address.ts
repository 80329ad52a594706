import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isMissing } from "../lake/catalog/durable-files.ts";

const ChannelAddressText = z.object({ path: z.string(), token: z.string() });

/** Where a running server takes orders of backups, and the proof of having read that. */
export type ChannelAddress = z.infer<typeof ChannelAddressText>;

/** Names in the data folder that belong to the channel and to no backup. */
export const CHANNEL_FILES = ["backup-channel.json", "backup-channel.sock"] as const;
const [ADDRESS_FILE, SOCKET_FILE] = CHANNEL_FILES;

/** Systems cut longer socket paths off, or refuse them; macOS has the tightest limit. */
const MAX_PATH_BYTES = 100;

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A path to listen on: in the data folder, or where that is too long a private temporary folder. */
export async function newSocketPath(dataDir: string): Promise<string> {
  if (process.platform === "win32") return `\\\\.\\pipe\\hotdata-${newToken()}`;
  const path = join(resolve(dataDir), SOCKET_FILE);
  await rm(path, { force: true });
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  return join(await mkdtemp(join(tmpdir(), "hotdata-")), SOCKET_FILE);
}

/** Readable for whoever owns the data folder, like the rest of it. */
export async function writeChannelAddress(dataDir: string, address: ChannelAddress): Promise<void> {
  await removeChannelAddress(dataDir);
  await writeFile(join(dataDir, ADDRESS_FILE), JSON.stringify(address), {
    mode: 0o600,
    flag: "wx",
  });
}

export async function removeChannelAddress(dataDir: string): Promise<void> {
  await rm(join(dataDir, ADDRESS_FILE), { force: true });
}

/** Undefined when no server has announced a channel. */
export async function readChannelAddress(dataDir: string): Promise<ChannelAddress | undefined> {
  try {
    return ChannelAddressText.parse(
      JSON.parse(await readFile(join(dataDir, ADDRESS_FILE), "utf8")),
    );
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isSameToken(given: string, token: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}
