import { type ConformanceCase, eventually, slowQuery, UNKNOWN_ID } from "../world.ts";

const MALFORMED = { "x-database-id": "not/an/id" };
const UNKNOWN = { "x-database-id": UNKNOWN_ID };

/** Runs and results in their states. */
export const resultCase: ConformanceCase = {
  name: "query runs and results",
  async run({ client, databaseId }) {
    const headers = { "x-database-id": databaseId };
    const json = { sql: "SELECT 1 AS n, 'a' AS b" };
    const { query_run_id, result_id } = await client.call("query", 200, { headers, json });
    for (const id of ["list_query_runs", "list_results"]) {
      await client.call(id, 200, { headers, query: { limit: 2 } });
      await client.call(id, 400, { headers: MALFORMED });
      await client.call(id, 404, { headers: UNKNOWN });
    }
    const run = { id: query_run_id };
    await client.call("get_query_run", 200, { params: run, headers });
    await client.call("get_query_run", 400, { params: run, headers: MALFORMED });
    await client.call("get_query_run", 404, { params: { id: UNKNOWN_ID }, headers });
    const params = { id: result_id };
    for (const format of ["json", "arrow", "csv", "md", "parquet"]) {
      await client.call("get_result", 200, { params, headers, query: { format } });
    }
    await client.call("get_result", 400, { params, headers, query: { offset: -1 } });
    await client.call("get_result", 404, { params: { id: UNKNOWN_ID }, headers });

    const started = await client.call("query", 202, { headers, json: slowQuery() });
    const slow = { id: started.query_run_id };
    const running = await client.call("get_query_run", 200, { params: slow, headers });
    const pending = { id: running.result_id };
    await client.call("get_result", 202, { params: pending, headers });
    await eventually("the end of the slow query", async () => {
      const asked = await client.call("get_query_run", 200, { params: slow, headers });
      return asked.status === "running" ? undefined : asked;
    });
    await client.call("get_result", 409, { params: pending, headers });
  },
};
