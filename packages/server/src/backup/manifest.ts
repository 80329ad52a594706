import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isMissing } from "../lake/catalog/durable-files.ts";
import { BackupError } from "./backup-error.ts";

export const MANIFEST = "manifest.json";
/** Folder of the backup that is laid out like a data folder. */
export const BACKED_UP = "data";

/** Raised when an older program could not read a backup any more. */
const FORMAT_VERSION = 1;

const RelativePath = z.string().refine((path) => {
  const parts = path.split("/");
  return !path.includes("\\") && parts.every((part) => part !== "" && !/^\.{1,2}$/.test(part));
}, "must stay in its folder");

const BackedUpFile = z.object({
  path: RelativePath,
  sizeBytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackedUpFile = z.infer<typeof BackedUpFile>;

const Manifest = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  /** Release of the program that made it. */
  release: z.string(),
  /** The time whose state this is. */
  takenAt: z.iso.datetime(),
  /** Whether key files of the data folder are among the files. */
  withKeys: z.boolean(),
  emptyFolders: z.array(RelativePath),
  files: z.array(BackedUpFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** Writes the manifest durably, a file of the backup on each line. */
export async function writeManifest(
  backupDir: string,
  content: Omit<Manifest, "formatVersion">,
): Promise<void> {
  const { files, ...head } = content;
  const text = JSON.stringify({ formatVersion: FORMAT_VERSION, ...head });
  await using file = await open(join(backupDir, MANIFEST), "wx", 0o600);
  await file.writeFile(`${text.slice(0, -1)},"files":[\n`);
  await file.writeFile(linesOf(files));
  await file.writeFile("]}\n");
  await file.sync();
}

/** @throws {BackupError} when the folder is no backup that this release can read. */
export async function readManifest(backupDir: string): Promise<Manifest> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(join(backupDir, MANIFEST), "utf8"));
  } catch (error) {
    if (isMissing(error)) {
      throw new BackupError(
        `${backupDir} is no backup: it has no ${MANIFEST}. A name that ends in .partial is a backup that was cut short.`,
      );
    }
    if (error instanceof SyntaxError) {
      throw new BackupError(`${join(backupDir, MANIFEST)} is damaged: ${error.message}`);
    }
    throw error;
  }
  const version = z.looseObject({ formatVersion: z.int() }).safeParse(content);
  if (version.success && version.data.formatVersion > FORMAT_VERSION) {
    throw new BackupError(
      `${backupDir} was made by a newer release (its format is ${version.data.formatVersion}); use that release`,
    );
  }
  const manifest = Manifest.safeParse(content);
  if (manifest.success) return manifest.data;
  throw new BackupError(
    `${join(backupDir, MANIFEST)} is damaged: ${z.prettifyError(manifest.error)}`,
  );
}

function* linesOf(files: readonly BackedUpFile[]): Generator<string> {
  for (const [index, file] of files.entries()) {
    yield `${index === 0 ? "" : ",\n"}${JSON.stringify(file)}`;
  }
}
