import type { Metastore } from "../metastore/open-metastore.ts";

export async function listActiveDatabases(metastore: Metastore): Promise<readonly string[]> {
  const rows = await metastore
    .selectFrom("databases")
    .select("id")
    .where("state", "=", "active")
    .orderBy("seq", "desc")
    .execute();
  return rows.map(({ id }) => id);
}
