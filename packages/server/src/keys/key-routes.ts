import { type ApiKey, operations } from "@hotdata/contract";
import { parseExpiry } from "../databases/parse-expiry.ts";
import { scopeOf } from "../http/authorize.ts";
import { listText } from "../http/list-text.ts";
import { empty, json, jsonText, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { KeyManager } from "./key-manager.ts";
import { type Key, principalOf } from "./key.ts";

export function keyRoutes({ keyManager }: { readonly keyManager: KeyManager }): Route[] {
  return [
    route(operations.list_api_keys, async ({ context }) =>
      jsonText(200, listText("api_keys", modelsOf(keyManager.list(context.principal)))),
    ),

    route(operations.create_api_key, async ({ body, context }) => {
      const { expires_at: expiresAt } = body;
      const { key, apiKey } = await keyManager.create(context.principal, {
        name: body.name,
        scope: body.scope,
        workspaceId: body.workspace_id,
        databaseId: body.database_id,
        isReadOnly: body.read_only,
        expiresAt: expiresAt === undefined ? undefined : parseExpiry(expiresAt, new Date()),
        rateLimitPerMinute: body.rate_limit_per_minute,
      });
      const shown = { ...keyModel(key), key: apiKey };
      const reply = json(201, shown, { "cache-control": "no-store" });
      return withAudit(reply, { target: { key_id: key.id } });
    }),

    route(operations.get_api_key, async ({ params, context }) =>
      json(200, keyModel(await keyManager.get(context.principal, params.key_id))),
    ),

    route(operations.update_api_key, async ({ params, body, context }) =>
      json(200, keyModel(await keyManager.rename(context.principal, params.key_id, body.name))),
    ),

    route(operations.revoke_api_key, async ({ params, context }) => {
      await keyManager.revoke(context.principal, params.key_id);
      return empty(204);
    }),
  ];
}

async function* modelsOf(keys: AsyncIterable<Key>): AsyncGenerator<ApiKey> {
  for await (const key of keys) yield keyModel(key);
}

function keyModel(key: Key): ApiKey {
  return {
    id: key.id,
    name: key.name,
    last_four: key.lastFour ?? null,
    scope: scopeOf(principalOf(key)),
    workspace_id: key.workspaceId ?? null,
    database_id: key.databaseId ?? null,
    read_only: key.isReadOnly,
    expires_at: key.expiresAt?.toISOString() ?? null,
    rate_limit_per_minute: key.rateLimitPerMinute ?? null,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    revoked: key.revokedAt !== undefined,
  };
}
