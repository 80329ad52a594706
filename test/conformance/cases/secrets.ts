import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

/** Secrets, which are named and never shown. */
export const secretCase: ConformanceCase = {
  name: "secrets",
  async run({ client }) {
    const json = { name: "warehouse", value: "a password" };
    await client.call("create_secret", 201, { json });
    await client.call("create_secret", 409, { json });
    await client.call("list_secrets", 200);
    const params = { name: "warehouse" };
    const unknown = { name: "other" };
    await client.call("get_secret", 200, { params });
    await client.call("get_secret", 404, { params: unknown });
    await client.call("update_secret", 200, { params, json: { value: "another" } });
    await client.call("update_secret", 404, { params: unknown, json: { value: "another" } });
    await client.call("delete_secret", 204, { params });
    await client.call("delete_secret", 404, { params });
  },
};

/** Records of where embeddings come from. */
export const embeddingProviderCase: ConformanceCase = {
  name: "embedding providers",
  async run({ client }) {
    const json = { name: "own", provider_type: "service", config: { model: "m" } };
    const { id } = await client.call("create_embedding_provider", 201, { json });
    await client.call("create_embedding_provider", 400, { json: { ...json, name: "" } });
    await client.call("create_embedding_provider", 409, { json });
    await client.call("list_embedding_providers", 200);
    const params = { id };
    const unknown = { id: UNKNOWN_ID };
    await client.call("get_embedding_provider", 200, { params });
    await client.call("get_embedding_provider", 404, { params: unknown });
    await client.call("update_embedding_provider", 200, { params, json: { name: "renamed" } });
    await client.call("update_embedding_provider", 404, { params: unknown, json: { name: "n" } });
    await client.call("delete_embedding_provider", 204, { params });
    await client.call("delete_embedding_provider", 404, { params });
  },
};
