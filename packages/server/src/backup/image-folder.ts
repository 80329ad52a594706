import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Folder in the data folder where a backup under way keeps what it will copy. */
export const IMAGE_FOLDER = "backup-image";

/** Removes what a backup left, whole or cut short. Only when none is under way. */
export async function removeImage(dataDir: string): Promise<void> {
  await rm(join(dataDir, IMAGE_FOLDER), { recursive: true, force: true });
}
