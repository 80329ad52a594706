import { mkdir, rm } from "node:fs/promises";
import type { Engine } from "../engine/engine.ts";
import type { TableLayout, WriteLayout } from "../engine/write-layout.ts";
import type { Lake } from "../lake/lake.ts";
import type { CompactionRules } from "../lake/upkeep/lake-upkeep.ts";

export interface FileCompactorParts {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly rulesOf: (databaseId: string) => CompactionRules;
  /** A planned layout with the limits of one write; undefined when any order will do. */
  readonly layoutOf: (layout: TableLayout) => WriteLayout | undefined;
  /** Whether the disk has room for so many bytes more. */
  readonly hasRoom: (sizeBytes: number) => Promise<boolean>;
}

export interface Compaction {
  readonly schema: string;
  readonly table: string;
  readonly filesBefore: number;
  readonly filesAfter: number;
  readonly rowCount: number;
}

/** The table changed while its files were merged: what was written is of no use. */
type CompactionOutcome = Compaction | "none" | "outdated";

/** Merges files of tables. Loads go on meanwhile; what they add is left for the next time. */
export class FileCompactor {
  readonly #parts: FileCompactorParts;

  constructor(parts: FileCompactorParts) {
    this.#parts = parts;
  }

  /** Merges one group of files of one table. */
  async compactOnce(databaseId: string, signal: AbortSignal): Promise<CompactionOutcome> {
    const { engine, lake, rulesOf, layoutOf, hasRoom } = this.#parts;
    using _hold = lake.hold(databaseId);
    const plan = await lake.planCompaction(databaseId, rulesOf(databaseId));
    if (plan === undefined || !(await hasRoom(plan.sizeBytes))) return "none";
    const { scan, columns, stagingDir, schema, table, rowCount } = plan;
    const layout = layoutOf(plan.layout);
    try {
      await mkdir(stagingDir, { recursive: true });
      const files = await engine.compactFiles(
        { scan, columns, targetDir: stagingDir, ...(layout === undefined ? {} : { layout }) },
        signal,
      );
      if (!(await lake.commitCompaction(plan, files))) return "outdated";
      return { schema, table, filesBefore: plan.fileCount, filesAfter: files.length, rowCount };
    } finally {
      await rm(stagingDir, { recursive: true, force: true });
    }
  }
}
