import { keyErrors, nestedError } from "../documented-error.ts";
import { SubmitJobResponse } from "../models/job.ts";
import { RefreshRequest, RefreshResponse } from "../models/refresh.ts";
import type { Operation } from "../operation.ts";

export const refresh = {
  id: "refresh",
  api: "RefreshApi",
  method: "POST",
  path: "/v1/refresh",
  summary: "Read the rows of a dataset or of outside tables again, or discover tables again",
  description:
    "With `dataset_id`, the rows of the dataset's source become its next version. With `data`, the " +
    "copies of a connection's tables are made anew, or brought up to date where they follow a cursor; " +
    "queries go on reading the older copies meanwhile. Otherwise the tables of connections are " +
    "discovered again. Managed connections have nothing to refresh: their tables change by loads.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: RefreshRequest },
  responses: {
    200: { description: "What was refreshed.", model: RefreshResponse },
    202: {
      description: "The job that goes on with the refresh in the background.",
      model: SubmitJobResponse,
    },
    400: nestedError(
      "Fields that do not go together, a managed connection, or a source that cannot be read (again).",
    ),
    ...keyErrors,
    404: nestedError("There is no such dataset, connection or table."),
    409: nestedError(
      "What is to be refreshed is in the way of another change, or a column has another type than " +
        "in the copy, which stays as it is.",
    ),
    503: nestedError(
      "The source cannot be reached, or the engine was lost (`ENGINE_LOST`); nothing was changed, " +
        "repeat the call.",
    ),
  },
} as const satisfies Operation;
