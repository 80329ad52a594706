import { stat } from "node:fs/promises";

/**
 * Servers refuse to run as root; then they run as the user that their Debian package makes.
 * @param folder one that belongs to that user
 */
export async function serverUser(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = await stat(folder);
  return { uid, gid };
}
