import type { ConformanceClient } from "../conformance-client.ts";
import { type ConformanceCase, eventually, UNKNOWN_ID } from "../world.ts";

interface Owner {
  readonly addSchema: string;
  readonly addTable: string;
  readonly load: string;
  readonly owner: Readonly<Record<string, string>>;
  readonly unknown: Readonly<Record<string, string>>;
}

/** Schemas, tables and loads by both addresses: that of the database and that of its connection. */
export const tableCase: ConformanceCase = {
  name: "schemas, tables and loads",
  async run({ client, databaseId, connectionId }) {
    await checkOwner(client, {
      addSchema: "add_database_schema",
      addTable: "add_database_table",
      load: "load_database_table",
      owner: { database_id: databaseId },
      unknown: { database_id: UNKNOWN_ID },
    });
    await checkOwner(client, {
      addSchema: "add_managed_schema",
      addTable: "add_managed_table",
      load: "load_managed_table",
      owner: { connection_id: connectionId },
      unknown: { connection_id: UNKNOWN_ID },
    });
    const params = { connection_id: connectionId, schema: "by_load_managed_table", table: "t" };
    await client.call("delete_managed_table", 204, { params });
    await client.call("delete_managed_table", 404, { params });
  },
};

async function checkOwner(client: ConformanceClient, parts: Owner): Promise<void> {
  const { addSchema, addTable, load, owner, unknown } = parts;
  const schema = `by_${load}`;
  await client.call(addSchema, 201, { params: owner, json: { name: schema } });
  await client.call(addSchema, 400, { params: owner, json: { name: "not a name" } });
  await client.call(addSchema, 404, { params: unknown, json: { name: schema } });
  await client.call(addSchema, 409, { params: owner, json: { name: schema } });
  const inSchema = { ...owner, schema };
  await client.call(addTable, 201, { params: inSchema, json: { name: "t", key: ["id"] } });
  await client.call(addTable, 400, { params: inSchema, json: { name: "not a name" } });
  await client.call(addTable, 404, { params: { ...owner, schema: "none" }, json: { name: "t" } });
  await client.call(addTable, 409, { params: inSchema, json: { name: "t" } });
  const params = { ...inSchema, table: "t" };
  const json = { mode: "replace", data: "id,city\n1,Oslo\n" };
  await client.call(load, 200, { params, json });
  await client.call(load, 400, { params, json: { mode: "replace" } });
  await client.call(load, 404, { params: { ...params, ...unknown }, json });
  const keyed = { ...json, mode: "append", idempotency_key: load };
  await client.call(load, 200, { params, json: keyed });
  await client.call(load, 409, { params, json: { ...keyed, data: "id,city\n2,Oslo\n" } });
  const large = `id\n${"1\n".repeat(1_100_000)}`;
  await client.call(load, 413, { params, json: { mode: "append", data: large } });
  const { id } = await client.call(load, 202, { params, json: { ...json, async: true } });
  const job = await eventually("the load", async () => {
    const asked = await client.call("get_job", 200, { params: { id } });
    return asked.completed_at === null ? undefined : asked;
  });
  if (job.status !== "succeeded") throw new Error(`the load ended as ${job.status}`);
}

/** Background work. */
export const jobCase: ConformanceCase = {
  name: "jobs",
  async run({ client }) {
    await client.call("list_jobs", 200, { query: { status: "succeeded,failed" } });
    await client.call("get_job", 404, { params: { id: UNKNOWN_ID } });
  },
};

/** What tables there are, and what is in them. */
export const informationSchemaCase: ConformanceCase = {
  name: "information schema and profiles",
  async run({ client, connectionId }) {
    const query = { connection_id: connectionId, include_columns: true };
    await client.call("information_schema", 200, { query });
    const unknown = { connection_id: UNKNOWN_ID };
    await client.call("information_schema", 404, { query: unknown });
    const params = { connection_id: connectionId, schema: "public", table: "orders" };
    await client.call("get_table_profile", 200, { params });
    await client.call("get_table_profile", 404, { params: { ...params, table: "none" } });
  },
};
