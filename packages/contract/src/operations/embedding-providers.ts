import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  CreateEmbeddingProviderRequest,
  CreateEmbeddingProviderResponse,
  EmbeddingProviderResponse,
  ListEmbeddingProvidersResponse,
  UpdateEmbeddingProviderRequest,
  UpdateEmbeddingProviderResponse,
} from "../models/embedding-provider.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ id: z.string().describe("Provider id.") });

const noProvider = nestedError("There is no such provider.");
const ownProvider = nestedError("The provider comes from the server's settings.");
const noKey = nestedError(
  "A key cannot be stored: the server's own does not fit what is stored (`SERVICE_UNAVAILABLE`).",
);

export const listEmbeddingProviders = {
  id: "list_embedding_providers",
  api: "EmbeddingProvidersApi",
  method: "GET",
  path: "/v1/embedding-providers",
  summary: "List embedding providers",
  auth: "workspace",
  responses: {
    200: { description: "The providers.", model: ListEmbeddingProvidersResponse },
    ...keyErrors,
  },
} as const satisfies Operation;

export const createEmbeddingProvider = {
  id: "create_embedding_provider",
  api: "EmbeddingProvidersApi",
  method: "POST",
  path: "/v1/embedding-providers",
  summary: "Record an embedding provider",
  description: "It is recorded only: this version of the server computes no embeddings.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateEmbeddingProviderRequest },
  responses: {
    201: { description: "The new provider.", model: CreateEmbeddingProviderResponse },
    400: nestedError("A field is not accepted, the secret is unknown, or no local model is there."),
    ...keyErrors,
    409: nestedError("There is a provider of this name."),
    503: noKey,
  },
} as const satisfies Operation;

export const getEmbeddingProvider = {
  id: "get_embedding_provider",
  api: "EmbeddingProvidersApi",
  method: "GET",
  path: "/v1/embedding-providers/{id}",
  summary: "Show an embedding provider",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The provider.", model: EmbeddingProviderResponse },
    ...keyErrors,
    404: noProvider,
  },
} as const satisfies Operation;

export const updateEmbeddingProvider = {
  id: "update_embedding_provider",
  api: "EmbeddingProvidersApi",
  method: "PUT",
  path: "/v1/embedding-providers/{id}",
  summary: "Change an embedding provider",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: UpdateEmbeddingProviderRequest },
  responses: {
    200: { description: "The provider as it is now.", model: UpdateEmbeddingProviderResponse },
    400: nestedError("A field is not accepted, or the secret is unknown."),
    ...keyErrors,
    404: noProvider,
    409: nestedError("The name is taken, or the provider comes from the server's settings."),
    503: noKey,
  },
} as const satisfies Operation;

export const deleteEmbeddingProvider = {
  id: "delete_embedding_provider",
  api: "EmbeddingProvidersApi",
  method: "DELETE",
  path: "/v1/embedding-providers/{id}",
  summary: "Delete an embedding provider, and the secret that was made for it",
  auth: "workspace",
  params,
  responses: {
    204: { description: "Deleted." },
    ...keyErrors,
    404: noProvider,
    409: ownProvider,
  },
} as const satisfies Operation;
