import { columnFiles, type ColumnFilesRequest } from "../../columns/column-files.ts";
import type { RowGroup } from "../../columns/row-group.ts";
import type { RowForm } from "../row-collector.ts";
import type { ColumnForm } from "./column-form.ts";
import { RowGroupBuilder } from "./row-group-builder.ts";

/** Rows of a COPY in the format BINARY, as files of columns. */
export function binaryForm(
  forms: readonly ColumnForm[],
  request: ColumnFilesRequest,
): RowForm<RowGroup> {
  return {
    collect: (onGroup) => new RowGroupBuilder(forms, request.label, onGroup),
    deliver: (groups) => columnFiles(groups, request),
  };
}
