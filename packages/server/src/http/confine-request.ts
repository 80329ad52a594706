import { type Operation, effectOf } from "@hotdata/contract";
import type { FastifyRequest } from "fastify";
import { notFound } from "./api-error.ts";
import type { OwnDatabase } from "./authenticator.ts";

const DATABASE_HEADER = "x-database-id";
/** A sandbox is another room of the workspace: a key of one database has no part in it. */
const SANDBOX_HEADERS = ["x-session-id", "x-sandbox-id"] as const;

/**
 * Keeps a request to the database of its key: where it names another database or connection, that
 * one is as unknown as if it did not exist; where it could name one and does not, it means its own.
 * @throws {ApiError} NOT_FOUND
 */
export function confineRequest(
  operation: Operation,
  request: FastifyRequest,
  { id, connectionId }: OwnDatabase,
): void {
  refuseOther("Database", textAt(request.params, "database_id"), id);
  refuseOther("Connection", textAt(request.params, "connection_id"), connectionId);
  refuseOther("Connection", textAt(request.query, "connection_id"), connectionId);
  refuseOther("Database", textAt(request.headers, DATABASE_HEADER), id);
  request.headers[DATABASE_HEADER] = id;
  for (const header of SANDBOX_HEADERS) delete request.headers[header];
  if (operation.query !== undefined && "connection_id" in operation.query.shape) {
    request.query = { ...asObject(request.query), connection_id: connectionId };
  }
}

/**
 * Lets the token of a sandbox work there, whatever sandbox the request names; it changes no other.
 * @throws {ApiError} NOT_FOUND
 */
export function confineToSandbox(
  operation: Operation,
  request: FastifyRequest,
  sandboxId: string,
): void {
  for (const header of SANDBOX_HEADERS) delete request.headers[header];
  request.headers[SANDBOX_HEADERS[0]] = sandboxId;
  const named = textAt(request.params, "public_id");
  if (effectOf(operation) === "write") refuseOther("Sandbox", named, sandboxId);
}

/** Like {@link confineRequest}, for what is known only after the body was read. */
export function confineBody(body: unknown, { id }: OwnDatabase): void {
  refuseOther("Database", textAt(body, "database_id"), id);
}

function refuseOther(what: string, named: string | undefined, own: string): void {
  if (named === undefined || named === "" || named === own) return;
  throw notFound(`${what} '${named}' not found.`);
}

function textAt(source: unknown, name: string): string | undefined {
  const value: unknown = Reflect.get(asObject(source), name);
  return typeof value === "string" ? value : undefined;
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
