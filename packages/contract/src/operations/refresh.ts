import { keyErrors, nestedError } from "../documented-error.ts";
import { SubmitJobResponse } from "../models/job.ts";
import { RefreshRequest, RefreshResponse } from "../models/refresh.ts";
import type { Operation } from "../operation.ts";

export const refresh = {
  id: "refresh",
  api: "RefreshApi",
  method: "POST",
  path: "/v1/refresh",
  summary: "Read a dataset's source again, or discover the tables of connections",
  description:
    "With `dataset_id`, the rows of the dataset's source become its next version. Managed " +
    "connections have nothing to refresh: their tables change by loads.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: RefreshRequest },
  responses: {
    200: { description: "What was refreshed.", model: RefreshResponse },
    202: {
      description: "The job that goes on with the refresh in the background.",
      model: SubmitJobResponse,
    },
    400: nestedError(
      "Fields that do not go together, a managed connection, or a source that cannot be read again.",
    ),
    ...keyErrors,
    404: nestedError("There is no such dataset or connection."),
    409: nestedError("What is to be refreshed is in the way of another change."),
    503: nestedError("The engine was lost (`ENGINE_LOST`); nothing was changed, repeat the call."),
  },
} as const satisfies Operation;
