import { type ConformanceCase, eventually, slowQuery, UNKNOWN_ID, type World } from "../world.ts";

/** Queries with all their answers, overload and full storage included. */
export const queryCase: ConformanceCase = {
  name: "queries",
  async run(world) {
    const { client, databaseId } = world;
    const headers = { "x-database-id": databaseId };
    const sql = "SELECT id, city FROM orders ORDER BY id";
    await client.call("query", 200, { headers, json: { sql } });
    await client.call("query", 202, { headers, json: { sql, async: true } });
    await client.call("query", 400, { headers, json: { sql: "SELECT * FROM missing" } });
    await client.call("query", 404, { json: { sql, database_id: UNKNOWN_ID } });
    await overload(world);
    await fillStorage(world);
  },
};

/** The small server runs one query at a time. */
async function overload({ client, smallUrl }: World): Promise<void> {
  await client.call("query", 202, { url: smallUrl, json: slowQuery() });
  await client.call("query", 429, { url: smallUrl, json: { sql: "SELECT 1" } });
  const query = { status: "running" };
  await eventually("room for another query", async () => {
    const runs = await client.call("list_query_runs", 200, { url: smallUrl, query });
    return runs.count === 0 ? runs : undefined;
  });
}

/** A workspace that may store nothing cannot give an answer that is cut. */
async function fillStorage({ client, smallUrl }: World): Promise<void> {
  const { workspaces } = await client.call("list_workspaces", 200, { url: smallUrl });
  const { databases } = await client.call("list_databases", 200, { url: smallUrl });
  await client.setLimits(smallUrl, workspaces[0].public_id, { max_result_bytes: 1 });
  const json = { sql: "SELECT range AS n FROM range(200000)", database_id: databases[0].id };
  await client.call("query", 503, { url: smallUrl, json });
}
