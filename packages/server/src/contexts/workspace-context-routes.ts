import { operations } from "@hotdata/contract";
import { type Route, route } from "../http/route.ts";
import { ContextAnswers } from "./context-answers.ts";
import type { ContextStore } from "./context-store.ts";

export function workspaceContextRoutes(contexts: ContextStore): Route[] {
  const answers = new ContextAnswers(contexts);
  return [
    route(operations.list_workspace_contexts, async ({ context }) =>
      answers.list(context.workspaceId),
    ),
    route(operations.upsert_workspace_context, ({ body, context }) =>
      answers.upsert(context.workspaceId, body),
    ),
    route(operations.get_workspace_context, ({ params, context }) =>
      answers.get(context.workspaceId, params.name),
    ),
    route(operations.delete_workspace_context, ({ params, context }) =>
      answers.delete(context.workspaceId, params.name),
    ),
  ];
}
