import type { ConformanceCase } from "../world.ts";

/** Texts kept with the workspace. */
export const workspaceContextCase: ConformanceCase = {
  name: "workspace contexts",
  async run({ client }) {
    const json = { name: "rules", content: "Amounts are in cents." };
    await client.call("upsert_workspace_context", 200, { json });
    await client.call("upsert_workspace_context", 400, { json: { ...json, name: "1st" } });
    await client.call("list_workspace_contexts", 200);
    const params = { name: "rules" };
    await client.call("get_workspace_context", 200, { params });
    await client.call("get_workspace_context", 400, { params: { name: "1st" } });
    await client.call("get_workspace_context", 404, { params: { name: "other" } });
    await client.call("delete_workspace_context", 400, { params: { name: "1st" } });
    await client.call("delete_workspace_context", 204, { params });
    await client.call("delete_workspace_context", 404, { params });
  },
};
