import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

/** Scratch spaces. */
export const sandboxCase: ConformanceCase = {
  name: "sandboxes",
  async run({ client, keys }) {
    const json = { name: "scratch" };
    await client.call("create_sandbox", 401, { key: null, json });
    await client.call("create_sandbox", 403, { key: keys.readOnly, json });
    const { sandbox } = await client.call("create_sandbox", 201, { json });
    await client.call("list_sandboxes", 200);
    await client.call("list_sandboxes", 401, { key: null });
    await client.call("list_sandboxes", 403, { key: keys.database });
    const params = { public_id: sandbox.public_id };
    const unknown = { public_id: UNKNOWN_ID };
    await client.call("get_sandbox", 200, { params });
    await client.call("get_sandbox", 401, { params, key: null });
    await client.call("get_sandbox", 403, { params, key: keys.database });
    await client.call("get_sandbox", 404, { params: unknown });
    const change = { markdown: "# Notes" };
    await client.call("update_sandbox", 200, { params, json: change });
    await client.call("update_sandbox", 400, { params, body: "{" });
    await client.call("update_sandbox", 401, { params, key: null, json: change });
    await client.call("update_sandbox", 403, { params, key: keys.readOnly, json: change });
    await client.call("update_sandbox", 404, { params: unknown, json: change });
    await client.call("delete_sandbox", 401, { params, key: null });
    await client.call("delete_sandbox", 403, { params, key: keys.readOnly });
    await client.call("delete_sandbox", 200, { params });
    await client.call("delete_sandbox", 404, { params });
  },
};
