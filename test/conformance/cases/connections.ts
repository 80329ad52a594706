import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "../conformance-client.ts";
import { type ConformanceCase, eventually, UNKNOWN_ID, type World } from "../world.ts";

/** Types of connections. */
export const connectionTypeCase: ConformanceCase = {
  name: "types of connections",
  async run({ client }) {
    await client.call("list_connection_types", 200);
    await client.call("get_connection_type", 200, { params: { name: "sqlite" } });
    await client.call("get_connection_type", 404, { params: { name: "none" } });
    await client.call("get_usage", 200);
  },
};

/** A connection from its making to its end, and those of managed databases. */
export const connectionCase: ConformanceCase = {
  name: "connections",
  async run(world) {
    const { client, connectionId } = world;
    const { json } = makeSource(world, "shop", "CREATE TABLE orders (id INTEGER PRIMARY KEY)");
    await client.call("create_connection", 400, { json: { ...json, name: "" } });
    const made = await client.call("create_connection", 201, { json });
    await client.call("create_connection", 409, { json });
    await client.call("list_connections", 200);
    const params = { connection_id: made.id };
    await client.call("get_connection", 200, { params });
    await client.call("check_connection_health", 200, { params });
    const table = { ...params, schema: "main", table: "orders" };
    await client.call("delete_managed_table", 400, { params: table });
    await client.call("delete_connection", 204, { params });

    const unknown = { connection_id: UNKNOWN_ID };
    await client.call("get_connection", 404, { params: unknown });
    await client.call("check_connection_health", 404, { params: unknown });
    await client.call("delete_connection", 404, { params: unknown });
    await client.call("delete_connection", 409, { params: { connection_id: connectionId } });
  },
};

/** Copies of a source's tables: made, made anew, refused and dropped. */
export const copyCase: ConformanceCase = {
  name: "copies of outside tables",
  async run(world) {
    const { client, connectionId } = world;
    const { json, run } = makeSource(
      world,
      "till",
      "CREATE TABLE sales (id INTEGER PRIMARY KEY, at DATE); INSERT INTO sales VALUES (1, '2026-01-01')",
    );
    const { id } = await client.call("create_connection", 201, { json });
    const params = { connection_id: id };
    const data = { ...params, data: true };
    await client.call("refresh", 200, { json: {} });
    await client.call("refresh", 200, { json: { ...data, include_uncached: true } });
    const table = { ...data, schema_name: "main", table_name: "sales" };
    await client.call("refresh", 200, { json: table });
    const { id: jobId } = await client.call("refresh", 202, { json: { ...table, async: true } });
    await finished(world, jobId);
    // No type holds both dates and what is in the column now.
    run("DROP TABLE sales; CREATE TABLE sales (id INTEGER PRIMARY KEY, at BLOB)");
    await client.call("refresh", 200, { json: params });
    await client.call("refresh", 409, { json: table });
    await client.call("purge_table_cache", 204, {
      params: { ...params, schema: "main", table: "sales" },
    });
    await client.call("purge_connection_cache", 204, { params });

    run(ENDLESS);
    await client.call("refresh", 200, { json: params });
    const endless = { ...data, schema_name: "main", table_name: "endless", async: true };
    await client.call("refresh", 202, { json: endless });
    // The job begins when its turn comes.
    const refused = () => client.call("purge_connection_cache", 409, { params });
    await eventually("the refusal", () =>
      refused().then(
        () => true,
        () => undefined,
      ),
    );
    await client.call("delete_connection", 204, { params });

    const unknown = { connection_id: UNKNOWN_ID };
    const own = { connection_id: connectionId };
    await client.call("purge_connection_cache", 404, { params: unknown });
    await client.call("purge_connection_cache", 400, { params: own });
    const orders = { schema: "public", table: "orders" };
    await client.call("purge_table_cache", 404, { params: { ...unknown, ...orders } });
  },
};

const ENDLESS = `CREATE VIEW endless AS WITH RECURSIVE n (i) AS
  (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT i FROM n`;

interface Source {
  /** The request for a connection to it. */
  readonly json: Json;
  /** Changes it. */
  run(sqlText: string): void;
}

/** A database file of this name in the folder that connections may read. */
function makeSource({ sourceFolder }: World, name: string, sqlText: string): Source {
  const path = join(sourceFolder, `${name}.sqlite`);
  const run = (text: string): void => {
    using file = new DatabaseSync(path);
    file.exec(text);
  };
  run(sqlText);
  return { json: { name, source_type: "sqlite", config: { path } }, run };
}

async function finished({ client }: World, jobId: string): Promise<void> {
  await eventually("the refresh", async () => {
    const { status } = await client.call("get_job", 200, { params: { id: jobId } });
    return status === "succeeded" ? status : undefined;
  });
}

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
