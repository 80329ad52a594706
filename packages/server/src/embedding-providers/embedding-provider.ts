import type { EmbeddingProviderType } from "@hotdata/contract";

export type ProviderConfig = Readonly<Record<string, unknown>>;

/** What can turn text into vectors, as recorded. */
export interface EmbeddingProvider {
  readonly id: string;
  readonly name: string;
  readonly providerType: EmbeddingProviderType;
  readonly config: ProviderConfig | null;
  /** The secret that has its key; null without one, and of the system's provider. */
  readonly secretId: string | null;
  /** Whether there is a key for it now. */
  readonly hasSecret: boolean;
  /** From the server's settings, or recorded by a caller. */
  readonly source: "system" | "user";
  readonly createdAt: string;
  readonly updatedAt: string;
}
