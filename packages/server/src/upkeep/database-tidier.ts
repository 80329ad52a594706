import type { Lake } from "../lake/lake.ts";

export interface TidyRules {
  /** Every moment of this time can be read; older snapshots go. */
  readonly retentionMs: number;
  /** How long files stay that no snapshot has: other programs may still read them. */
  readonly graceMs: number;
}

export interface DatabaseTidierParts {
  readonly lake: Lake;
  readonly rulesOf: (databaseId: string) => TidyRules;
  /** Called when files of a database have gone. */
  readonly onFreed: (databaseId: string) => void;
}

export interface TidyOutcome {
  readonly expiredSnapshots: number;
  readonly removedFiles: number;
  /** When there may be something to do again although nothing changes; Infinity for never. */
  readonly nextInMs: number;
}

/** Expires snapshots of databases and removes the files that nobody needs any more. */
export class DatabaseTidier {
  readonly #parts: DatabaseTidierParts;

  constructor(parts: DatabaseTidierParts) {
    this.#parts = parts;
  }

  async tidy(databaseId: string): Promise<TidyOutcome> {
    const { lake, rulesOf, onFreed } = this.#parts;
    const { retentionMs, graceMs } = rulesOf(databaseId);
    const now = Date.now();
    const cutoff = new Date(now - retentionMs);
    const { expired, oldestEndedAt } = await lake.expireSnapshots(databaseId, cutoff);
    const { removedFiles, nextAt } = await lake.removeUnneededFiles(databaseId, graceMs);
    if (removedFiles > 0) onFreed(databaseId);
    const expiryAt = oldestEndedAt === undefined ? Infinity : oldestEndedAt.getTime() + retentionMs;
    const removalAt = nextAt?.getTime() ?? Infinity;
    return {
      expiredSnapshots: expired,
      removedFiles,
      nextInMs: Math.max(0, Math.min(expiryAt, removalAt) - now),
    };
  }
}
