import { z } from "zod";
import { optionalField } from "../request-field.ts";
import { requestIssueMessage } from "../request-issue.ts";
import { secretName, secretValue } from "./secret.ts";
import { timestamp } from "./timestamp.ts";

export const EMBEDDING_PROVIDER_TYPES = ["local", "service"] as const;
export type EmbeddingProviderType = (typeof EMBEDDING_PROVIDER_TYPES)[number];

const CONFIG_MAX_LENGTH = 16_384;
const MAX_DIMENSIONS = 65_536;
/** What looks like a key: settings are shown to everybody who may list providers. */
const KEY_NAME = /^(api[-_]?key|key|token|access[-_]?token|secret|password|authorization)$/i;

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(255, "must have at most 255 characters");

/** Settings with a meaning; others are kept as they are. */
const knownSettings = z.object({
  model: optionalField(
    z.string().trim().min(1, "must not be empty").max(255, "must have at most 255 characters"),
  ),
  base_url: optionalField(
    z
      .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
      .refine((text) => !/^[a-z]+:\/\/[^/]*@/i.test(text), {
        error: "must not hold a user name or password",
      }),
  ),
  dimensions: optionalField(z.int().min(1).max(MAX_DIMENSIONS)),
});

const config = z
  .record(z.string(), z.unknown())
  .superRefine((settings, context) => {
    const { error } = knownSettings.safeParse(settings, { error: requestIssueMessage });
    for (const { path, message } of error?.issues ?? []) {
      context.addIssue({ code: "custom", path, message });
    }
  })
  .refine((settings) => !Object.keys(settings).some((key) => KEY_NAME.test(key)), {
    error: "must not hold a key, since it is shown; send the key as `api_key` or `secret_name`",
  })
  .refine((settings) => JSON.stringify(settings).length <= CONFIG_MAX_LENGTH, {
    error: `must have at most ${CONFIG_MAX_LENGTH} characters as JSON`,
  });

const CONFIG_MEANING =
  "Settings of the provider: `model`, `base_url`, `dimensions` and what else it takes; no keys.";
const anyConfig = z.record(z.string(), z.unknown()).nullable().describe("Its settings, or null.");
const API_KEY_MEANING = "The provider's key; kept as a secret of its own and never shown.";

const oneKey = {
  error: "must not have both `api_key` and `secret_name`; send one of them",
  path: ["secret_name"],
};

export const CreateEmbeddingProviderRequest = z
  .object({
    name: name.describe("Name, 1 to 255 characters, unique in its workspace."),
    provider_type: z
      .enum(EMBEDDING_PROVIDER_TYPES, {
        error: `must be ${EMBEDDING_PROVIDER_TYPES.join(" or ")}`,
      })
      .describe(
        "`service`: reached over HTTP; `local`: a model on the server, refused without one.",
      ),
    config: optionalField(config).describe(CONFIG_MEANING),
    api_key: optionalField(secretValue).describe(`${API_KEY_MEANING} Not with \`secret_name\`.`),
    secret_name: optionalField(secretName).describe("Name of a stored secret that has the key."),
  })
  .refine((request) => request.api_key === undefined || request.secret_name === undefined, oneKey)
  .meta({ id: "CreateEmbeddingProviderRequest", description: "An embedding provider to record." });
export type CreateEmbeddingProviderRequest = z.infer<typeof CreateEmbeddingProviderRequest>;

export const UpdateEmbeddingProviderRequest = z
  .object({
    name: optionalField(name).describe("New name."),
    config: optionalField(config).describe("New settings in place of all old ones."),
    api_key: optionalField(secretValue).describe(`New key. ${API_KEY_MEANING}`),
    secret_name: secretName
      .nullable()
      .optional()
      .describe("Name of a stored secret that has the key; null takes the key away."),
  })
  .refine(
    (request) => request.api_key === undefined || typeof request.secret_name !== "string",
    oneKey,
  )
  .meta({
    id: "UpdateEmbeddingProviderRequest",
    description: "Changes of an embedding provider; what is left out stays.",
  });
export type UpdateEmbeddingProviderRequest = z.infer<typeof UpdateEmbeddingProviderRequest>;

const id = z.string().describe("Provider id.");
const created_at = timestamp.describe("When it was recorded.");
const updated_at = timestamp.describe("When it was last changed.");
const provider_type = z.string().describe("`service` or `local`.");

export const CreateEmbeddingProviderResponse = z
  .object({
    id,
    name: z.string().describe("Its name."),
    provider_type,
    config: anyConfig,
    created_at,
  })
  .meta({
    id: "CreateEmbeddingProviderResponse",
    description: "The embedding provider that was recorded.",
  });
export type CreateEmbeddingProviderResponse = z.infer<typeof CreateEmbeddingProviderResponse>;

export const UpdateEmbeddingProviderResponse = z
  .object({ id, name: z.string().describe("Its name."), updated_at })
  .meta({
    id: "UpdateEmbeddingProviderResponse",
    description: "The embedding provider that was changed.",
  });
export type UpdateEmbeddingProviderResponse = z.infer<typeof UpdateEmbeddingProviderResponse>;

export const EmbeddingProviderResponse = z
  .object({
    id,
    name: z.string().describe("Its name."),
    provider_type,
    config: anyConfig,
    has_secret: z.boolean().describe("Whether there is a key for it."),
    source: z
      .string()
      .describe("`system`: from the server's settings; `user`: recorded by a caller."),
    created_at,
    updated_at,
  })
  .meta({ id: "EmbeddingProviderResponse", description: "What can turn text into vectors." });
export type EmbeddingProviderResponse = z.infer<typeof EmbeddingProviderResponse>;

export const ListEmbeddingProvidersResponse = z
  .object({
    embedding_providers: z
      .array(EmbeddingProviderResponse)
      .describe("The server's own first, then those of the workspace by name."),
  })
  .meta({
    id: "ListEmbeddingProvidersResponse",
    description: "All embedding providers of a workspace.",
  });
export type ListEmbeddingProvidersResponse = z.infer<typeof ListEmbeddingProvidersResponse>;
