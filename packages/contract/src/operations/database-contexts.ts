import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  GetDatabaseContextResponse,
  ListDatabaseContextsResponse,
  UpsertDatabaseContextRequest,
  UpsertDatabaseContextResponse,
} from "../models/context.ts";
import type { Operation } from "../operation.ts";
import { databaseId } from "./path-params.ts";

const databaseParams = z.object({ database_id: databaseId });
const contextParams = databaseParams.extend({ name: z.string().describe("Name of the document.") });

const noDatabase = nestedError("There is no such database.");
const contextErrors = {
  400: nestedError("The name is not one that a document can have."),
  ...keyErrors,
  404: nestedError("There is no such database or document."),
} as const;

export const listDatabaseContexts = {
  id: "list_database_contexts",
  api: "DatabaseContextApi",
  method: "GET",
  path: "/v1/databases/{database_id}/context",
  summary: "List the documents kept with a database",
  auth: "workspace",
  narrowestKey: "database",
  params: databaseParams,
  responses: {
    200: { description: "The documents.", model: ListDatabaseContextsResponse },
    ...keyErrors,
    404: noDatabase,
  },
} as const satisfies Operation;

export const upsertDatabaseContext = {
  id: "upsert_database_context",
  api: "DatabaseContextApi",
  method: "POST",
  path: "/v1/databases/{database_id}/context",
  summary: "Write a document, new or in place of the one of this name",
  auth: "workspace",
  narrowestKey: "database",
  params: databaseParams,
  body: { contentType: "application/json", required: true, model: UpsertDatabaseContextRequest },
  responses: {
    200: { description: "The document as written.", model: UpsertDatabaseContextResponse },
    400: nestedError("The name or the text is not accepted."),
    ...keyErrors,
    404: noDatabase,
  },
} as const satisfies Operation;

export const getDatabaseContext = {
  id: "get_database_context",
  api: "DatabaseContextApi",
  method: "GET",
  path: "/v1/databases/{database_id}/context/{name}",
  summary: "Read a document",
  auth: "workspace",
  narrowestKey: "database",
  params: contextParams,
  responses: {
    200: { description: "The document.", model: GetDatabaseContextResponse },
    ...contextErrors,
  },
} as const satisfies Operation;

export const deleteDatabaseContext = {
  id: "delete_database_context",
  api: "DatabaseContextApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}/context/{name}",
  summary: "Delete a document",
  auth: "workspace",
  narrowestKey: "database",
  params: contextParams,
  responses: { 204: { description: "Deleted." }, ...contextErrors },
} as const satisfies Operation;
