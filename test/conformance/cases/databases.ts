import { type ConformanceCase, UNKNOWN_ID, type World } from "../world.ts";

/** Databases, their forks, texts and attached catalogs. */
export const databaseCase: ConformanceCase = {
  name: "databases",
  async run(world) {
    const { client, databaseId } = world;
    const params = { database_id: databaseId };
    const unknown = { database_id: UNKNOWN_ID };
    await client.call("list_databases", 200, { query: { limit: 1 } });
    await client.call("count_databases", 200, { query: { search: "conf" } });
    await client.call("get_database", 200, { params });
    await client.call("get_database", 404, { params: unknown });
    await client.call("create_database", 400, { json: { expires_at: "soon" } });
    const made = await client.call("create_database", 201, { json: { name: "short" } });
    const fork = await client.call("fork_database", 201, { params, json: { name: "fork" } });
    await client.call("fork_database", 400, { params, json: { expires_at: "soon" } });
    await client.call("fork_database", 404, { params: unknown, json: {} });
    await checkContexts(world);
    await checkCatalogs(world, made.default_connection_id);
    for (const database_id of [made.id, fork.id]) {
      await client.call("delete_database", 204, { params: { database_id } });
      await client.call("delete_database", 404, { params: { database_id } });
    }
  },
};

async function checkContexts({ client, databaseId }: World): Promise<void> {
  const database = { database_id: databaseId };
  const unknown = { database_id: UNKNOWN_ID };
  const json = { name: "orders", content: "One row an order." };
  await client.call("upsert_database_context", 200, { params: database, json });
  const bad = { ...json, name: "1st" };
  await client.call("upsert_database_context", 400, { params: database, json: bad });
  await client.call("upsert_database_context", 404, { params: unknown, json });
  await client.call("list_database_contexts", 200, { params: database });
  await client.call("list_database_contexts", 404, { params: unknown });
  const params = { ...database, name: "orders" };
  await client.call("get_database_context", 200, { params });
  await client.call("get_database_context", 400, { params: { ...params, name: "1st" } });
  await client.call("get_database_context", 404, { params: { ...params, name: "other" } });
  await client.call("delete_database_context", 400, { params: { ...params, name: "1st" } });
  await client.call("delete_database_context", 204, { params });
  await client.call("delete_database_context", 404, { params });
}

async function checkCatalogs(
  { client, databaseId, connectionId }: World,
  otherConnectionId: string,
): Promise<void> {
  const params = { database_id: databaseId };
  const json = { connection_id: otherConnectionId, alias: "other" };
  await client.call("attach_database_catalog", 204, { params, json });
  await client.call("attach_database_catalog", 409, { params, json });
  const bad = { ...json, alias: "not an alias" };
  await client.call("attach_database_catalog", 400, { params, json: bad });
  const unknown = { connection_id: UNKNOWN_ID };
  await client.call("attach_database_catalog", 404, { params, json: unknown });
  const attached = { ...params, connection_id: otherConnectionId };
  await client.call("detach_database_catalog", 204, { params: attached });
  await client.call("detach_database_catalog", 404, { params: attached });
  const own = { ...params, connection_id: connectionId };
  await client.call("detach_database_catalog", 400, { params: own });
}
