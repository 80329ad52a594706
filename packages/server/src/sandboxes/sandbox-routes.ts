import { type Sandbox as SandboxModel, operations } from "@hotdata/contract";
import { listText } from "../http/list-text.ts";
import { json, jsonText } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { SandboxService } from "./sandbox-service.ts";
import type { Sandbox } from "./sandbox-store.ts";

export function sandboxRoutes(sandboxes: SandboxService): Route[] {
  return [
    route(operations.list_sandboxes, async ({ context }) =>
      jsonText(
        200,
        listText("sandboxes", modelsOf(sandboxes.list(context.workspaceId)), { ok: true }),
      ),
    ),

    route(operations.create_sandbox, async ({ body, context }) => {
      const sandbox = await sandboxes.create(context.workspaceId, body);
      return json(201, { ok: true, sandbox: sandboxModel(sandbox) });
    }),

    route(operations.get_sandbox, async ({ params, context }) => {
      const sandbox = await sandboxes.get(context.workspaceId, params.public_id);
      return json(200, { ok: true, sandbox: sandboxModel(sandbox) });
    }),

    route(operations.update_sandbox, async ({ params, body, context }) => {
      const { name, markdown } = body;
      const changes = { name, markdown };
      const sandbox = await sandboxes.update(context.workspaceId, params.public_id, changes);
      return json(200, { ok: true, sandbox: sandboxModel(sandbox) });
    }),

    route(operations.delete_sandbox, async ({ params, context }) => {
      await sandboxes.delete(context.workspaceId, params.public_id);
      return json(200, { ok: true, deleted: true });
    }),
  ];
}

async function* modelsOf(sandboxes: AsyncIterable<Sandbox>): AsyncGenerator<SandboxModel> {
  for await (const sandbox of sandboxes) yield sandboxModel(sandbox);
}

function sandboxModel(sandbox: Sandbox): SandboxModel {
  return {
    public_id: sandbox.id,
    name: sandbox.name,
    markdown: sandbox.markdown,
    created_at: sandbox.createdAt,
    updated_at: sandbox.updatedAt,
  };
}
