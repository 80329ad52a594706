import type { Transaction } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { DatasetOrigin } from "./dataset.ts";
import type { WrittenRows } from "./write-file-rows.ts";

/** A source of rows that was found to be there. Either its rows are recorded, or it is abandoned. */
export interface PreparedSource {
  readonly type: DatasetOrigin["type"];
  /** Writes its rows into a file in the folder. */
  write(dir: string, signal: AbortSignal): Promise<WrittenRows>;
  /** A step of the transaction that records the rows: what to remember of the source. */
  record(transaction: Transaction<MetastoreTables>): Promise<DatasetOrigin>;
  /** After that transaction. */
  afterwards?(): Promise<void>;
  /** Instead of that transaction. */
  abandon?(): Promise<void>;
}
