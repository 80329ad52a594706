import { operations } from "@hotdata/contract";
import { empty } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { AttachmentService } from "./attachment-service.ts";
import type { DatabaseService } from "./database-service.ts";

export interface AttachmentRouteParts {
  readonly databases: DatabaseService;
  readonly attachments: AttachmentService;
}

export function attachmentRoutes({ databases, attachments }: AttachmentRouteParts): Route[] {
  return [
    route(operations.attach_database_catalog, async ({ params, body, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      const { connection_id: connectionId, alias } = body;
      await attachments.attach(database, { connectionId, alias });
      return empty(204);
    }),

    route(operations.detach_database_catalog, async ({ params, context }) => {
      const database = await databases.get(context.workspaceId, params.database_id);
      await attachments.detach(database, params.connection_id);
      return empty(204);
    }),
  ];
}
