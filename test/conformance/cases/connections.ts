import { type ConformanceCase, eventually, UNKNOWN_ID } from "../world.ts";

/** Types of connections, and what is true of connections while there can be no outside ones. */
export const connectionCase: ConformanceCase = {
  name: "connections and their types",
  async run({ client, connectionId }) {
    await client.call("list_connection_types", 200);
    await client.call("get_connection_type", 200, { params: { name: "postgres" } });
    await client.call("get_connection_type", 404, { params: { name: "none" } });
    await client.call("get_usage", 200);

    await client.call("list_connections", 200);
    const config = { host: "localhost", port: 5432, user: "u", database: "d" };
    const json = { name: "warehouse", source_type: "postgres", config };
    await client.call("create_connection", 400, { json: { ...json, name: "" } });
    await client.call("create_connection", 501, { json });
    const params = { connection_id: connectionId };
    const unknown = { connection_id: UNKNOWN_ID };
    await client.call("get_connection", 404, { params: unknown });
    await client.call("check_connection_health", 404, { params: unknown });
    await client.call("delete_connection", 404, { params: unknown });
    await client.call("delete_connection", 409, { params });
    await client.call("purge_connection_cache", 404, { params: unknown });
    await client.call("purge_connection_cache", 400, { params });
    const table = { ...unknown, schema: "public", table: "orders" };
    await client.call("purge_table_cache", 404, { params: table });
  },
};

/** Indexes of a table and of a dataset, built in front and in the background. */
export const indexCase: ConformanceCase = {
  name: "search indexes",
  async run({ client, databaseId, connectionId }) {
    const params = { connection_id: connectionId, schema: "public", table: "orders" };
    const unknown = { ...params, table: "none" };
    const json = { index_name: "by_city", columns: ["city"], index_type: "sorted" };
    await client.call("create_index", 201, { params, json });
    await client.call("create_index", 409, { params, json });
    await client.call("create_index", 404, { params: unknown, json });
    const wrong = { ...json, index_name: "wrong", columns: ["none"] };
    await client.call("create_index", 400, { params, json: wrong });
    await client.call("list_indexes", 200, { params });
    await client.call("list_indexes", 404, { params: unknown });
    const headers = { "x-database-id": databaseId };
    await client.call("list_indexes_collection", 200, { headers });
    await client.call("list_indexes_collection", 400, { headers, query: { cursor: "x" } });
    await client.call("list_indexes_collection", 404, { headers: { "x-database-id": UNKNOWN_ID } });
    const text = { index_name: "text", columns: ["city"], index_type: "bm25", async: true };
    const job = await client.call("create_index", 202, { params, json: text });
    await eventually("the index", async () => {
      const { status } = await client.call("get_job", 200, { params: { id: job.id } });
      return status === "succeeded" ? status : undefined;
    });
    for (const name of ["by_city", "text"]) {
      await client.call("delete_index", 204, { params: { ...params, index_name: name } });
    }
    await client.call("delete_index", 404, { params: { ...params, index_name: "by_city" } });

    const source = { type: "inline", inline: { format: "csv", content: "a\nword\n" } };
    const dataset = await client.call("create_dataset", 201, { json: { label: "one", source } });
    const ofDataset = { dataset_id: dataset.id };
    const ofUnknown = { dataset_id: UNKNOWN_ID };
    const words = { index_name: "words", columns: ["a"], index_type: "bm25" };
    await client.call("create_dataset_index", 201, { params: ofDataset, json: words });
    await client.call("create_dataset_index", 400, { params: ofDataset, json: wrong });
    await client.call("create_dataset_index", 404, { params: ofUnknown, json: words });
    await client.call("list_dataset_indexes", 200, { params: ofDataset });
    await client.call("list_dataset_indexes", 404, { params: ofUnknown });
    const index = { ...ofDataset, index_name: "words" };
    await client.call("delete_dataset_index", 204, { params: index });
    await client.call("delete_dataset_index", 404, { params: index });
    await client.call("delete_dataset", 204, { params: { id: dataset.id } });
  },
};
