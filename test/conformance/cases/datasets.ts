import { type ConformanceCase, eventually, UNKNOWN_ID } from "../world.ts";

const INLINE = { format: "csv", content: "a,b\n1,2\n3,4\n" };

/** Datasets with versions, and their refresh. */
export const datasetCase: ConformanceCase = {
  name: "datasets and refresh",
  async run({ client, databaseId, connectionId }) {
    const source = { type: "inline", inline: INLINE };
    const json = { label: "Two rows", table_name: "two_rows", source };
    const { id } = await client.call("create_dataset", 201, { json });
    await client.call("create_dataset", 400, { json: { ...json, label: "" } });
    await client.call("create_dataset", 409, { json });
    const sql = { type: "sql_query", sql: "SELECT city FROM orders" };
    const queried = { label: "Cities", source: sql };
    const unknownDatabase = { "x-database-id": UNKNOWN_ID };
    await client.call("create_dataset", 404, { headers: unknownDatabase, json: queried });
    const headers = { "x-database-id": databaseId };
    const cities = await client.call("create_dataset", 201, { headers, json: queried });

    await client.call("list_datasets", 200, { query: { limit: 1 } });
    const params = { id };
    const unknown = { params: { id: UNKNOWN_ID } };
    await client.call("get_dataset", 200, { params });
    await client.call("get_dataset", 404, unknown);
    await client.call("update_dataset", 200, { params, json: { label: "Two" } });
    await client.call("update_dataset", 404, { ...unknown, json: { label: "Two" } });
    await client.call("update_dataset", 409, { params, json: { table_name: "cities" } });

    const refresh = { dataset_id: cities.id };
    await client.call("refresh", 200, { json: refresh });
    const { id: jobId } = await client.call("refresh", 202, { json: { ...refresh, async: true } });
    await eventually("the refresh", async () => {
      const job = await client.call("get_job", 200, { params: { id: jobId } });
      return job.status === "succeeded" ? job : undefined;
    });
    await client.call("refresh", 400, { json: { connection_id: connectionId, data: true } });
    await client.call("refresh", 404, { json: { connection_id: UNKNOWN_ID } });
    await client.call("list_dataset_versions", 200, { params: { id: cities.id } });
    await client.call("list_dataset_versions", 404, unknown);

    for (const dataset of [id, cities.id]) {
      await client.call("delete_dataset", 204, { params: { id: dataset } });
      await client.call("delete_dataset", 404, { params: { id: dataset } });
    }
  },
};
