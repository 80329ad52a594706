import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { InformationSchemaResponse } from "../models/information-schema.ts";
import type { Operation } from "../operation.ts";
import {
  booleanParameter,
  integerParameterWithDefault,
  textParameter,
} from "../query-parameter.ts";

export const informationSchema = {
  id: "information_schema",
  api: "InformationSchemaApi",
  method: "GET",
  path: "/v1/information_schema",
  summary: "List tables by page, with their columns if wished",
  description: "With a database's connection only its tables, else those of the whole workspace.",
  auth: "workspace",
  narrowestKey: "database",
  query: z.object({
    connection_id: textParameter(
      "Keep tables of one connection; a managed database's is its `default_connection_id`.",
    ),
    schema: textParameter("Keep tables of this schema; `%` stands for any characters."),
    table: textParameter("Keep tables of this name; `%` stands for any characters."),
    include_columns: booleanParameter(false, "True adds the columns of each table."),
    limit: integerParameterWithDefault({
      minimum: 0,
      clampAbove: 1000,
      fallback: 1000,
      description: "Page size; values above 1000 count as 1000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
  }),
  responses: {
    200: { description: "One page of tables.", model: InformationSchemaResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
    404: nestedError("There is no such connection."),
  },
} as const satisfies Operation;
