import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

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

/** Search indexes, which are not there yet and say so. */
export const indexCase: ConformanceCase = {
  name: "search indexes",
  async run({ client, databaseId, connectionId }) {
    const params = { connection_id: connectionId, schema: "public", table: "orders" };
    const json = { index_name: "by_city", columns: ["city"], index_type: "sorted" };
    await client.call("list_indexes", 501, { params });
    await client.call("create_index", 501, { params, json });
    await client.call("delete_index", 501, { params: { ...params, index_name: "by_city" } });
    const headers = { "x-database-id": databaseId };
    await client.call("list_indexes_collection", 501, { headers });
    const source = { type: "inline", inline: { format: "csv", content: "a\n1\n" } };
    const dataset = await client.call("create_dataset", 201, { json: { label: "one", source } });
    const ofDataset = { dataset_id: dataset.id };
    await client.call("list_dataset_indexes", 501, { params: ofDataset });
    await client.call("create_dataset_index", 501, { params: ofDataset, json });
    const index = { ...ofDataset, index_name: "by_city" };
    await client.call("delete_dataset_index", 501, { params: index });
    await client.call("delete_dataset", 204, { params: { id: dataset.id } });
  },
};
