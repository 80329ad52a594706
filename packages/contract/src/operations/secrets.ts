import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  CreateSecretRequest,
  CreateSecretResponse,
  GetSecretResponse,
  ListSecretsResponse,
  UpdateSecretRequest,
  UpdateSecretResponse,
} from "../models/secret.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ name: z.string().describe("Name of the secret, in any case.") });

const noSecret = nestedError("There is no such secret.");
const wrongName = nestedError("The name is not one that a secret can have.");
const noKey = nestedError(
  "The server's key does not fit what is stored (`SERVICE_UNAVAILABLE`); who runs the server has to set the right one.",
);

export const listSecrets = {
  id: "list_secrets",
  api: "SecretsApi",
  method: "GET",
  path: "/v1/secrets",
  summary: "List secrets without their values",
  auth: "workspace",
  responses: {
    200: { description: "The secrets.", model: ListSecretsResponse },
    ...keyErrors,
  },
} as const satisfies Operation;

export const createSecret = {
  id: "create_secret",
  api: "SecretsApi",
  method: "POST",
  path: "/v1/secrets",
  summary: "Store a secret under a new name",
  description: "The value is kept encrypted and never comes back in an answer.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateSecretRequest },
  responses: {
    201: { description: "The secret, without its value.", model: CreateSecretResponse },
    400: nestedError("The name or the value is not accepted."),
    ...keyErrors,
    409: nestedError("There is a secret of this name."),
    503: noKey,
  },
} as const satisfies Operation;

export const getSecret = {
  id: "get_secret",
  api: "SecretsApi",
  method: "GET",
  path: "/v1/secrets/{name}",
  summary: "Look whether a secret is there and can be used",
  description: "The value is decrypted to see that this is possible; the answer does not have it.",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The secret without its value.", model: GetSecretResponse },
    400: wrongName,
    ...keyErrors,
    404: noSecret,
    503: noKey,
  },
} as const satisfies Operation;

export const updateSecret = {
  id: "update_secret",
  api: "SecretsApi",
  method: "PUT",
  path: "/v1/secrets/{name}",
  summary: "Set a new value of a secret",
  description: "Whatever refers to the secret uses the new value from then on.",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: UpdateSecretRequest },
  responses: {
    200: { description: "The secret, without its value.", model: UpdateSecretResponse },
    400: nestedError("The name or the value is not accepted."),
    ...keyErrors,
    404: noSecret,
    503: noKey,
  },
} as const satisfies Operation;

export const deleteSecret = {
  id: "delete_secret",
  api: "SecretsApi",
  method: "DELETE",
  path: "/v1/secrets/{name}",
  summary: "Delete a secret",
  description: "What still refers to it fails at its next use.",
  auth: "workspace",
  params,
  responses: { 204: { description: "Deleted." }, 400: wrongName, ...keyErrors, 404: noSecret },
} as const satisfies Operation;
