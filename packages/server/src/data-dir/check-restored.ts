import { existsSync } from "node:fs";
import { join } from "node:path";

/** In a data folder while it is being restored. */
export const RESTORE_MARK = "restore-unfinished";

/** A restore has not ended, or was cut short. */
export class HalfRestoredError extends Error {
  override readonly name = "HalfRestoredError";
}

/** @throws {HalfRestoredError} */
export function checkRestored(dataDir: string): void {
  if (!existsSync(join(dataDir, RESTORE_MARK))) return;
  throw new HalfRestoredError(
    `the data folder ${dataDir} was not restored whole; restore the backup again, into an empty folder`,
  );
}
