import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Engine, LoadSource } from "../engine/engine.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { ResultKeeper } from "../results/result-keeper.ts";
import type { ResultStore } from "../results/result-store.ts";
import type { LoadTarget } from "./load-request.ts";

/** Rows that a load left out. */
export interface RejectReport {
  readonly rowCount: number;
  /** The stored result that has them; undefined without rows. */
  readonly resultId: string | undefined;
}

export interface RejectReportsParts {
  readonly engine: Engine;
  readonly metastore: Kysely<MetastoreTables>;
  readonly results: ResultStore;
  readonly keeper: ResultKeeper;
}

const ID_LENGTH = 26;

/** Keeps the rows that loads left out as stored results: read, and kept as long, as any other. */
export class RejectReports {
  readonly #parts: RejectReportsParts;

  constructor(parts: RejectReportsParts) {
    this.#parts = parts;
  }

  /** Stores the report of a load; a repeated load overwrites it. */
  async put(
    loadId: string,
    target: LoadTarget,
    sources: readonly LoadSource[],
    signal: AbortSignal,
  ): Promise<RejectReport> {
    const { engine, metastore, keeper } = this.#parts;
    const id = resultIdOf(loadId);
    const { workspaceId, databaseId } = target;
    const result = { id, workspaceId, databaseId, createdAt: new Date().toISOString() };
    try {
      const written = await engine.writeRejects({ sources, targetPath: keeper.pathOf(id) }, signal);
      if (written.rowCount > 0) {
        const contents = await keeper.seal(result, written);
        await metastore
          .transaction()
          .execute((transaction) => keeper.put(transaction, result, contents));
        return { rowCount: written.rowCount, resultId: id };
      }
    } catch (error) {
      await keeper.discard(id);
      throw error;
    }
    await keeper.discard(id);
    return { rowCount: 0, resultId: undefined };
  }

  /** The report of a load that was committed before. */
  async find(loadId: string, { workspaceId, databaseId }: LoadTarget): Promise<RejectReport> {
    const id = resultIdOf(loadId);
    const result = await this.#parts.results.find({ workspaceId, databaseId }, id);
    return result?.status === "ready"
      ? { rowCount: result.rowCount, resultId: id }
      : { rowCount: 0, resultId: undefined };
  }
}

/** A load's report is found by the load alone: no record has to be kept. */
function resultIdOf(loadId: string): string {
  const digest = createHash("sha256").update(`rejects of ${loadId}`).digest("hex");
  return `rslt${BigInt(`0x${digest}`).toString(36).slice(0, ID_LENGTH).padStart(ID_LENGTH, "0")}`;
}
