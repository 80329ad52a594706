import { loadArrow } from "./apache-arrow.ts";
import type { RecordBatch, Table } from "./apache-arrow.ts";
import type { RecordBatchStream } from "./record-batch-stream.ts";

/** All batches of a stream as one table, which knows its columns even without rows. */
export async function tableOf(stream: RecordBatchStream): Promise<Table> {
  const { Table } = await loadArrow();
  const batches: RecordBatch[] = [];
  for await (const batch of stream.batches()) batches.push(batch);
  return new Table(batches);
}
