import { contextName, operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import { invalidField, notFound } from "../http/api-error.ts";
import { empty, json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { ContextStore } from "./context-store.ts";

export interface ContextRouteParts {
  readonly databases: DatabaseService;
  readonly contexts: ContextStore;
}

export function contextRoutes({ databases, contexts }: ContextRouteParts): Route[] {
  return [
    route(operations.list_database_contexts, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      return json(200, { contexts: await contexts.list(id) });
    }),

    route(operations.upsert_database_context, async ({ params, body, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      const { name, content } = body;
      const entry = { name, content, updated_at: new Date().toISOString() };
      await contexts.put(id, entry);
      return json(200, { context: entry });
    }),

    route(operations.get_database_context, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      const name = checkName(params.name);
      const entry = await contexts.find(id, name);
      if (entry === undefined) throw contextNotFound(name);
      return json(200, { context: entry });
    }),

    route(operations.delete_database_context, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      const name = checkName(params.name);
      if (!(await contexts.remove(id, name))) throw contextNotFound(name);
      return empty(204);
    }),
  ];
}

function checkName(name: string): string {
  const parsed = contextName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw invalidField("name", `name ${parsed.error.issues[0]?.message ?? "is not accepted"}`);
}

function contextNotFound(name: string) {
  return notFound(`Context '${name}' not found.`);
}
