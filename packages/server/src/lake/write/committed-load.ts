import { z } from "zod";

const LoadRecord = z.object({ load_id: z.string(), table_id: z.int(), row_count: z.int() });

/** What a snapshot says of the load that made it. */
export type LoadRecord = z.infer<typeof LoadRecord>;

/** What the catalog knows of a load. */
export interface CommittedLoad {
  readonly snapshotId: number;
  readonly tableId: number;
  /** Rows of the table after the load. */
  readonly rowCount: number;
}

/** Undefined for text that is not ours. */
export function parseLoadRecord(text: string): LoadRecord | undefined {
  if (!text.startsWith('{"load_id":')) return undefined;
  try {
    return LoadRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
