import type { EmbeddingProviderType } from "@hotdata/contract";

export interface EmbeddingProviderTables {
  embedding_providers: {
    id: string;
    workspace_id: string;
    name: string;
    provider_type: EmbeddingProviderType;
    /** Null: without settings. */
    config_json: string | null;
    /** The secret that has the key, which may be deleted by now. */
    secret_id: string | null;
    created_at: string;
    updated_at: string;
  };
}
