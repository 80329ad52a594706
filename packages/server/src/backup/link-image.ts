import { constants, copyFileSync, linkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { CANNOT_LINK } from "../lake/fork/link-files.ts";

export interface ImageFolders {
  readonly dataDir: string;
  readonly imageDir: string;
}

/**
 * Gives files a second name, under which they stay whatever is removed. Where that cannot be done
 * they are copied. @throws the system's error for a file that is not there.
 */
export function linkIntoImage(paths: Iterable<string>, { dataDir, imageDir }: ImageFolders): void {
  const made = new Set<string>();
  for (const path of paths) {
    const [source, target] = [join(dataDir, path), join(imageDir, path)];
    const folder = dirname(target);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    try {
      linkSync(source, target);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (!CANNOT_LINK.has(code)) throw error;
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
    }
  }
}
