import type { Metastore } from "../metastore/open-metastore.ts";

/** Databases, and connections: copies of outside tables are kept under their ids. */
export async function listActiveDatabases(metastore: Metastore): Promise<readonly string[]> {
  const databases = await metastore
    .selectFrom("databases")
    .select("id")
    .where("state", "=", "active")
    .orderBy("seq", "desc")
    .execute();
  const connections = await metastore
    .selectFrom("connections")
    .select("id")
    .where("state", "=", "active")
    .orderBy("seq", "desc")
    .execute();
  return [...databases, ...connections].map(({ id }) => id);
}
