import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  ApiKey,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  ListApiKeysResponse,
  UpdateApiKeyRequest,
} from "../models/api-key.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ key_id: z.string().describe("Key id, not the key.") });
const noKey = nestedError("There is no such key, or it reaches further than the caller's.");

export const listApiKeys = {
  id: "list_api_keys",
  api: "KeysApi",
  method: "GET",
  path: "/v1/api-keys",
  summary: "List keys that reach no further than the caller's",
  auth: "bearer",
  responses: { 200: { description: "The keys.", model: ListApiKeysResponse }, ...keyErrors },
} as const satisfies Operation;

export const createApiKey = {
  id: "create_api_key",
  api: "KeysApi",
  method: "POST",
  path: "/v1/api-keys",
  summary: "Make a key, which is shown in this answer only",
  description: "It reaches no further than the key that makes it, and lasts no longer.",
  auth: "bearer",
  body: { contentType: "application/json", required: true, model: CreateApiKeyRequest },
  responses: {
    201: { description: "The key.", model: CreateApiKeyResponse },
    400: nestedError("A field is not accepted, or two do not fit each other."),
    ...keyErrors,
    404: nestedError("There is no such workspace or database for this key."),
  },
} as const satisfies Operation;

export const getApiKey = {
  id: "get_api_key",
  api: "KeysApi",
  method: "GET",
  path: "/v1/api-keys/{key_id}",
  summary: "Show a key without the key itself",
  auth: "bearer",
  params,
  responses: { 200: { description: "The key.", model: ApiKey }, ...keyErrors, 404: noKey },
} as const satisfies Operation;

export const updateApiKey = {
  id: "update_api_key",
  api: "KeysApi",
  method: "PATCH",
  path: "/v1/api-keys/{key_id}",
  summary: "Give a key another name",
  description: "What a key may do never changes: make another one for that.",
  auth: "bearer",
  params,
  body: { contentType: "application/json", required: true, model: UpdateApiKeyRequest },
  responses: {
    200: { description: "The key.", model: ApiKey },
    400: nestedError("The name is not accepted."),
    ...keyErrors,
    404: noKey,
  },
} as const satisfies Operation;

export const revokeApiKey = {
  id: "revoke_api_key",
  api: "KeysApi",
  method: "DELETE",
  path: "/v1/api-keys/{key_id}",
  summary: "Revoke a key: it and its tokens stop working at once",
  description: "The key stays in the list. Revoking it again changes nothing.",
  auth: "bearer",
  params,
  responses: {
    204: { description: "Revoked." },
    ...keyErrors,
    404: noKey,
    409: nestedError("It is the last key that works for the whole server."),
  },
} as const satisfies Operation;
