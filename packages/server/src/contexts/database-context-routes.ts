import { operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import { type Route, route } from "../http/route.ts";
import { ContextAnswers } from "./context-answers.ts";
import type { ContextStore } from "./context-store.ts";

export interface DatabaseContextRouteParts {
  readonly databases: Pick<DatabaseService, "get">;
  readonly databaseContexts: ContextStore;
}

export function databaseContextRoutes(parts: DatabaseContextRouteParts): Route[] {
  const { databases } = parts;
  const answers = new ContextAnswers(parts.databaseContexts);
  return [
    route(operations.list_database_contexts, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      return answers.list(id);
    }),

    route(operations.upsert_database_context, async ({ params, body, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      return answers.upsert(id, body);
    }),

    route(operations.get_database_context, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      return answers.get(id, params.name);
    }),

    route(operations.delete_database_context, async ({ params, context }) => {
      const { id } = await databases.get(context.workspaceId, params.database_id);
      return answers.delete(id, params.name);
    }),
  ];
}
