import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

/** Queries with a name and versions. */
export const savedQueryCase: ConformanceCase = {
  name: "saved queries",
  async run({ client, databaseId }) {
    const json = { name: "cities", sql: "SELECT city FROM orders" };
    await client.call("create_saved_query", 400, { json: { name: "" } });
    const { id } = await client.call("create_saved_query", 201, { json });
    const params = { id };
    const unknown = { params: { id: UNKNOWN_ID } };
    await client.call("list_saved_queries", 200, { query: { limit: 1 } });
    await client.call("get_saved_query", 200, { params });
    await client.call("get_saved_query", 404, unknown);
    await client.call("update_saved_query", 200, { params, json: { sql: "SELECT 1 AS n" } });
    await client.call("update_saved_query", 400, { params, json: {} });
    await client.call("update_saved_query", 404, { ...unknown, json: { name: "n" } });
    await client.call("list_saved_query_versions", 200, { params });
    await client.call("list_saved_query_versions", 404, unknown);
    const headers = { "x-database-id": databaseId };
    await client.call("execute_saved_query", 200, { params, headers, json: { version: 1 } });
    const malformed = { "x-database-id": "not/an/id" };
    await client.call("execute_saved_query", 400, { params, headers: malformed });
    await client.call("execute_saved_query", 404, { ...unknown, headers });
    await client.call("delete_saved_query", 204, { params });
    await client.call("delete_saved_query", 404, { params });
  },
};
