import type { Metastore } from "../metastore/open-metastore.ts";
import type { SecretService } from "../secrets/secret-service.ts";
import { EmbeddingProviderService } from "./embedding-provider-service.ts";
import { EmbeddingProviderStore } from "./embedding-provider-store.ts";
import type { EmbeddingSettings } from "./resolve-provider.ts";
import { systemProvider } from "./system-provider.ts";

export async function openEmbeddingProviders(
  settings: EmbeddingSettings,
  metastore: Metastore,
  secrets: SecretService,
): Promise<EmbeddingProviderService> {
  return new EmbeddingProviderService({
    store: new EmbeddingProviderStore(metastore),
    secrets,
    system: await systemProvider(metastore, settings),
    settings,
  });
}
