import { z } from "zod";
import type { Api } from "./api.ts";
import type { BenchDatabase } from "./bench-database.ts";

const database = z.object({ default_connection_id: z.string() });

export interface WantedIndex {
  readonly table: string;
  readonly column: string;
  readonly type: "bm25" | "vector";
}

/** Builds an index, and waits until it is ready. */
export async function buildIndex(
  api: Api,
  { id }: BenchDatabase,
  { table, column, type }: WantedIndex,
): Promise<void> {
  const answer = await api.call({ method: "GET", path: `/v1/databases/${id}` });
  const { default_connection_id: connectionId } = database.parse(answer);
  await api.call({
    method: "POST",
    path: `/v1/connections/${connectionId}/tables/main/${table}/indexes`,
    databaseId: id,
    json: {
      index_name: `${table}_${column}`,
      columns: [column],
      index_type: type,
      ...(type === "vector" ? { metric: "l2" } : {}),
    },
  });
}
