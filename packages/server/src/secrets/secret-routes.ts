import { operations, secretName } from "@hotdata/contract";
import { invalidField, notFound } from "../http/api-error.ts";
import { empty, json, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { SecretService } from "./secret-service.ts";
import type { Secret } from "./secret.ts";

export function secretRoutes(secrets: SecretService): Route[] {
  return [
    route(operations.list_secrets, async ({ context }) => {
      const all = await secrets.list(context.workspaceId);
      return json(200, { secrets: all.map(modelOf) });
    }),

    route(operations.create_secret, async ({ body, context }) => {
      const { workspaceId } = context;
      const { id, name, createdAt } = await secrets.put({ workspaceId, ...body });
      const reply = json(201, { id, name, created_at: createdAt });
      return withAudit(reply, { target: { name } });
    }),

    route(operations.get_secret, async ({ params, context }) => {
      const name = checkName(params.name);
      return json(200, modelOf(await secrets.check(context.workspaceId, { name })));
    }),

    route(operations.update_secret, async ({ params, body, context }) => {
      const ref = { name: checkName(params.name) };
      const { name, updatedAt } = await secrets.replace(context.workspaceId, ref, body.value);
      return json(200, { name, updated_at: updatedAt });
    }),

    route(operations.delete_secret, async ({ params, context }) => {
      const name = checkName(params.name);
      if (await secrets.remove(context.workspaceId, { name })) return empty(204);
      throw notFound(`Secret '${name}' not found.`);
    }),
  ];
}

function modelOf({ name, createdAt, updatedAt }: Secret) {
  return { name, created_at: createdAt, updated_at: updatedAt };
}

function checkName(name: string): string {
  const parsed = secretName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw invalidField("name", `name ${parsed.error.issues[0]?.message ?? "is not accepted"}`);
}
