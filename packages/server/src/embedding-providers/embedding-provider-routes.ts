import { type EmbeddingProviderResponse, operations } from "@hotdata/contract";
import { empty, json, withAudit } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { EmbeddingProviderService } from "./embedding-provider-service.ts";
import type { EmbeddingProvider } from "./embedding-provider.ts";

export function embeddingProviderRoutes(providers: EmbeddingProviderService): Route[] {
  return [
    route(operations.list_embedding_providers, async ({ context }) => {
      const all = await providers.list(context.workspaceId);
      return json(200, { embedding_providers: all.map(modelOf) });
    }),

    route(operations.create_embedding_provider, async ({ body, context }) => {
      const provider = await providers.create(context.workspaceId, body);
      const { id, name, provider_type, config, created_at } = modelOf(provider);
      const reply = json(201, { id, name, provider_type, config, created_at });
      return withAudit(reply, { target: { id } });
    }),

    route(operations.get_embedding_provider, async ({ params, context }) =>
      json(200, modelOf(await providers.get(context.workspaceId, params.id))),
    ),

    route(operations.update_embedding_provider, async ({ params, body, context }) => {
      const provider = await providers.update(context.workspaceId, params.id, body);
      const { id, name, updatedAt } = provider;
      return json(200, { id, name, updated_at: updatedAt });
    }),

    route(operations.delete_embedding_provider, async ({ params, context }) => {
      await providers.delete(context.workspaceId, params.id);
      return empty(204);
    }),
  ];
}

function modelOf(provider: EmbeddingProvider): EmbeddingProviderResponse {
  return {
    id: provider.id,
    name: provider.name,
    provider_type: provider.providerType,
    config: provider.config === null ? null : { ...provider.config },
    has_secret: provider.hasSecret,
    source: provider.source,
    created_at: provider.createdAt,
    updated_at: provider.updatedAt,
  };
}
