import { z } from "zod";
import type { Config } from "../config/load-config.ts";
import { badRequest } from "../http/api-error.ts";
import { AddressPolicy } from "../net/address-policy.ts";
import { hostOf, parseWebAddress } from "../net/web-address.ts";
import type { Embedding } from "../search/search-index.ts";
import type { EmbeddingProvider } from "./embedding-provider.ts";
import { localAvailability } from "./local-availability.ts";
import { OPENAI_BASE_URL, OPENAI_MODEL, isServiceSet } from "./system-provider.ts";

export type EmbeddingSettings = Pick<
  Config,
  "openaiApiKey" | "openaiBaseUrl" | "openaiModel" | "embeddingHosts" | "localModelDir"
>;

export interface ResolveRequest {
  readonly provider: EmbeddingProvider;
  /** The provider's own key, where it has one. */
  readonly apiKey: string | undefined;
  /** Length of the vectors wanted; the provider's own when undefined. */
  readonly dimensions: number | undefined;
}

/** @throws {ApiError} BAD_REQUEST when the provider cannot be used, with what to do */
export function resolveProvider(settings: EmbeddingSettings, request: ResolveRequest): Embedding {
  const { provider, dimensions } = request;
  if (provider.source === "system") return resolveSystem(settings, dimensions);
  if (provider.providerType === "service") return resolveService(settings, request);
  const local = localAvailability(settings.localModelDir);
  if ("modelDir" in local) return { kind: "local", modelDir: local.modelDir, dimensions };
  throw badRequest(`Embedding provider '${provider.id}' cannot be used: ${local.problem}.`);
}

function resolveSystem(settings: EmbeddingSettings, dimensions: number | undefined): Embedding {
  if (isServiceSet(settings)) {
    return {
      kind: "service",
      baseUrl: settings.openaiBaseUrl ?? OPENAI_BASE_URL,
      model: settings.openaiModel,
      apiKey: settings.openaiApiKey,
      dimensions,
      // Whoever runs the server has named it.
      mayBeInternal: settings.openaiBaseUrl !== undefined,
    };
  }
  const local = localAvailability(settings.localModelDir);
  if ("modelDir" in local) return { kind: "local", modelDir: local.modelDir, dimensions };
  throw badRequest(
    "Embedding provider 'sys_emb_openai' is not set up on this server: set HOTDATA_OPENAI_API_KEY, or HOTDATA_OPENAI_BASE_URL for " +
      "another service, or HOTDATA_LOCAL_MODEL_DIR with the package `hotdata-local-embeddings`; or name a provider of your own.",
  );
}

const serviceConfig = z.object({
  base_url: z.string().optional(),
  model: z.string().min(1).max(200).optional(),
  dimensions: z.int().min(1).max(65_536).nullish(),
});

function resolveService(settings: EmbeddingSettings, request: ResolveRequest): Embedding {
  const { provider, apiKey } = request;
  const parsed = serviceConfig.safeParse(provider.config ?? {});
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: "" };
    throw unusable(provider, `config.${path.join(".")}`, message);
  }
  const { base_url: given, model, dimensions } = parsed.data;
  if (given !== undefined && model === undefined) {
    throw unusable(provider, "config.model", "name the model to ask for");
  }
  const url = parseBaseUrl(provider, given ?? OPENAI_BASE_URL);
  const policy = new AddressPolicy(settings.embeddingHosts);
  const host = hostOf(url);
  return {
    kind: "service",
    baseUrl: url.href.replace(/\/+$/, ""),
    model: model ?? OPENAI_MODEL,
    apiKey,
    dimensions: request.dimensions ?? dimensions ?? undefined,
    mayBeInternal: policy.allows(host, host),
  };
}

function parseBaseUrl(provider: EmbeddingProvider, text: string): URL {
  let url: URL;
  try {
    url = parseWebAddress(text);
  } catch (error) {
    throw unusable(provider, "config.base_url", error instanceof Error ? error.message : "");
  }
  if (url.search === "" && url.hash === "") return url;
  throw unusable(provider, "config.base_url", "it must have no query and no fragment");
}

function unusable({ id }: EmbeddingProvider, field: string, why: string): Error {
  return badRequest(`Embedding provider '${id}' cannot be used: ${field}: ${why}`, {
    errors: [{ field, message: why }],
  });
}
