import { type ConformanceCase, eventually, type World } from "../world.ts";

/** Many databases at once. */
export const batchCase: ConformanceCase = {
  name: "batches of databases",
  async run(world) {
    const { client } = world;
    await client.call("bulk_create_databases", 400, { json: { count: 0 } });
    await checkKeyInUse(world);
    const schemas = [{ name: "public", tables: [{ name: "t" }] }];
    const small = { count: 2, name_template: "small {index}", schemas };
    const { batch_id } = await client.call("bulk_create_databases", 202, { json: small });
    const params = { batch_id };
    await eventually("the batch", async () => {
      const batch = await client.call("get_database_batch", 200, { params });
      return batch.created_count === 2 ? batch : undefined;
    });
    const { databases } = await client.call("list_databases", 200, { query: { batch: batch_id } });
    const table = { database_id: databases[0].id, schema: "public", table: "t" };
    const load = { mode: "append", data: "a\n1\n" };
    await client.call("load_database_table", 200, { params: table, json: load });
    await client.call("delete_database_batch", 409, { params });
    for (const { id } of databases) {
      await client.call("delete_database", 204, { params: { database_id: id } });
    }
    await client.call("delete_database_batch", 200, { params });
    await client.call("get_database_batch", 404, { params });
    await client.call("delete_database_batch", 404, { params });
  },
};

/** A key cannot be used again while the batch that it made is being deleted. */
async function checkKeyInUse({ client }: World): Promise<void> {
  const json = { count: 4_000, idempotency_key: "conformance", name_template: "bulk {index}" };
  const { batch_id } = await client.call("bulk_create_databases", 202, { json });
  const params = { batch_id };
  await eventually("the large batch", async () => {
    const batch = await client.call("get_database_batch", 200, { params });
    return batch.created_count === json.count ? batch : undefined;
  });
  const deleted = client.call("delete_database_batch", 200, { params });
  // The same batch is answered until its deletion has begun.
  await eventually("the refusal", () =>
    client.call("bulk_create_databases", 409, { json }).catch(() => undefined),
  );
  await deleted;
}
