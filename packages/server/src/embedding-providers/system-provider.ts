import { basename } from "node:path";
import type { Config } from "../config/load-config.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { EmbeddingProvider } from "./embedding-provider.ts";
import { localAvailability } from "./local-availability.ts";

export const SYSTEM_PROVIDER_ID = "sys_emb_openai";
export const OPENAI_BASE_URL = "https://api.openai.com/v1";
export const OPENAI_MODEL = "text-embedding-3-small";
const OPENAI_DIMENSIONS = 1_536;

type SystemSettings = Pick<
  Config,
  "openaiApiKey" | "openaiBaseUrl" | "openaiModel" | "localModelDir"
>;

/** Whether the settings name a service; without a key there may be one that wants none. */
export function isServiceSet({
  openaiApiKey,
  openaiBaseUrl,
}: Pick<Config, "openaiApiKey" | "openaiBaseUrl">): boolean {
  return openaiApiKey !== undefined || openaiBaseUrl !== undefined;
}

/** The provider that every workspace has, described by the server's settings. */
export async function systemProvider(
  metastore: Metastore,
  settings: SystemSettings,
): Promise<EmbeddingProvider> {
  const { value: since } = await metastore
    .selectFrom("settings")
    .select("value")
    .where("name", "=", "system_embedding_provider_since")
    .executeTakeFirstOrThrow();
  return {
    id: SYSTEM_PROVIDER_ID,
    name: "openai",
    ...kindOf(settings),
    secretId: null,
    hasSecret: settings.openaiApiKey !== undefined,
    source: "system",
    createdAt: since,
    updatedAt: since,
  };
}

/** The local model stands in where no service is set. */
function kindOf(settings: SystemSettings): Pick<EmbeddingProvider, "providerType" | "config"> {
  const local = localAvailability(settings.localModelDir);
  if (!isServiceSet(settings) && "modelDir" in local) {
    return { providerType: "local", config: { model: basename(local.modelDir) } };
  }
  const { openaiModel: model, openaiBaseUrl = OPENAI_BASE_URL } = settings;
  const dimensions = model === OPENAI_MODEL ? { dimensions: OPENAI_DIMENSIONS } : {};
  return { providerType: "service", config: { model, base_url: openaiBaseUrl, ...dimensions } };
}
