import type { RefreshRequest } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";

/** What a request wants refreshed. */
export type RefreshTarget =
  | { readonly kind: "dataset"; readonly datasetId: string }
  /** Tables and columns; of all connections when undefined. */
  | { readonly kind: "discovery"; readonly connectionId: string | undefined }
  /** Rows of one table, or of all of the connection's. */
  | {
      readonly kind: "data";
      readonly connectionId: string;
      readonly table: { readonly schema: string; readonly table: string } | undefined;
      /** Of all of the connection's, those that were never read, too. */
      readonly includesUncopied: boolean;
    };

/** @throws {ApiError} BAD_REQUEST for fields that do not go together */
export function parseRefresh(request: RefreshRequest): RefreshTarget {
  return request.dataset_id === undefined
    ? connectionTarget(request)
    : datasetTarget(request, request.dataset_id);
}

function datasetTarget(request: RefreshRequest, datasetId: string): RefreshTarget {
  for (const field of ["connection_id", "schema_name", "table_name"] as const) {
    if (request[field] === undefined) continue;
    throw invalidField(field, `${field} cannot be given together with dataset_id.`);
  }
  refuseUncached(request);
  return { kind: "dataset", datasetId };
}

function connectionTarget(request: RefreshRequest): RefreshTarget {
  const { connection_id: connectionId, schema_name: schema, table_name: name } = request;
  if (connectionId === undefined && request.data === true) {
    throw invalidField("connection_id", "data refresh requires connection_id.");
  }
  if (connectionId === undefined && schema !== undefined) {
    throw invalidField("connection_id", "schema_name requires connection_id.");
  }
  if (schema === undefined && name !== undefined) {
    throw invalidField("schema_name", "table_name requires schema_name.");
  }
  if (request.data !== true || connectionId === undefined) {
    return discoveryTarget(request);
  }
  if (schema !== undefined && name === undefined) {
    throw invalidField("table_name", "data refresh with schema_name requires table_name.");
  }
  if (schema === undefined || name === undefined) {
    const includesUncopied = request.include_uncached === true;
    return { kind: "data", connectionId, table: undefined, includesUncopied };
  }
  refuseUncached(request);
  const table = { schema, table: name };
  return { kind: "data", connectionId, table, includesUncopied: false };
}

function discoveryTarget(request: RefreshRequest): RefreshTarget {
  if (request.table_name !== undefined) {
    throw invalidField(
      "table_name",
      "schema refresh cannot target specific table; send data: true to refresh its rows.",
    );
  }
  if (request.schema_name !== undefined) {
    throw invalidField(
      "schema_name",
      "schema-level refresh not supported; omit schema_name to refresh the entire connection.",
    );
  }
  refuseUncached(request);
  if (request.async === true) {
    throw invalidField("async", "async applies to refreshes of data only; leave it out.");
  }
  return { kind: "discovery", connectionId: request.connection_id };
}

function refuseUncached({ include_uncached }: RefreshRequest): void {
  if (include_uncached !== true) return;
  throw invalidField(
    "include_uncached",
    "include_uncached applies to all data of a connection: connection_id with data: true.",
  );
}
