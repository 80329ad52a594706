import type { Metastore } from "../metastore/open-metastore.ts";
import type { EmbeddingProvider } from "./embedding-provider.ts";

export const SYSTEM_PROVIDER_ID = "sys_emb_openai";

/** The provider that every workspace has, described by the server's settings. */
export async function systemProvider(
  metastore: Metastore,
  openaiApiKey: string | undefined,
): Promise<EmbeddingProvider> {
  const { value: since } = await metastore
    .selectFrom("settings")
    .select("value")
    .where("name", "=", "system_embedding_provider_since")
    .executeTakeFirstOrThrow();
  return {
    id: SYSTEM_PROVIDER_ID,
    name: "openai",
    providerType: "service",
    config: {
      model: "text-embedding-3-small",
      base_url: "https://api.openai.com/v1",
      dimensions: 1_536,
    },
    hasSecret: openaiApiKey !== undefined,
    source: "system",
    createdAt: since,
    updatedAt: since,
  };
}
