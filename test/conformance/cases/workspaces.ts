import { type ConformanceCase, UNKNOWN_ID } from "../world.ts";

/** Workspaces, and what happens when none is named while there are several. */
export const workspaceCase: ConformanceCase = {
  name: "workspaces",
  async run({ client, keys }) {
    const { workspaces } = await client.call("list_workspaces", 200);
    const own = { organization_public_id: workspaces[0].organization_public_id };
    await client.call("list_workspaces", 401, { key: null });
    await client.call("list_workspaces", 403, { key: keys.workspace, query: own });
    const elsewhere = { organization_public_id: UNKNOWN_ID };
    await client.call("list_workspaces", 404, { query: elsewhere });

    const name = "second";
    await client.call("create_workspace", 400, { body: "{" });
    await client.call("create_workspace", 401, { key: "wrong-key", json: { name } });
    await client.call("create_workspace", 403, { key: keys.workspace, json: { name } });
    await client.call("create_workspace", 404, { json: { name, ...elsewhere } });
    await client.call("create_workspace", 422, { json: {} });
    const { workspace } = await client.call("create_workspace", 201, { json: { name } });

    await client.call("list_sandboxes", 400);
    await client.call("create_sandbox", 400, { json: {} });
    await client.call("list_workspace_contexts", 400);

    const params = { public_id: workspace.public_id };
    await client.call("delete_workspace", 401, { params, key: null });
    await client.call("delete_workspace", 403, { params, key: keys.workspace });
    await client.call("delete_workspace", 204, { params });
    await client.call("delete_workspace", 404, { params });
    const headers = { "x-workspace-id": workspace.public_id };
    await client.call("list_sandboxes", 404, { headers });
    await client.call("create_sandbox", 404, { headers, json: {} });
  },
};
