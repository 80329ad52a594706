import { invalidField } from "../http/api-error.ts";
import type { DatasetOrigin } from "./dataset.ts";

type OnceOnly = Extract<DatasetOrigin, { type: "upload" | "inline" }>;

/** @throws {ApiError} BAD_REQUEST for a source whose rows are there only once */
export function checkRefreshable(
  origin: DatasetOrigin,
): asserts origin is Exclude<DatasetOrigin, OnceOnly> {
  if (origin.type !== "upload" && origin.type !== "inline") return;
  throw invalidField(
    "dataset_id",
    `A dataset of the source ${origin.type} cannot be refreshed: its rows came once. Make a new ` +
      "dataset of the new rows.",
  );
}
