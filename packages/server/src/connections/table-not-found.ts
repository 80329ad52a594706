import { type ApiError, notFound } from "../http/api-error.ts";
import type { SourceTableName } from "./connection.ts";

export function tableNotFound({ schema, table }: SourceTableName): ApiError {
  return notFound(
    `Table '${schema}.${table}' not found among those that were discovered; discover the ` +
      "connection's tables again (POST /v1/refresh) if the source has it.",
  );
}
