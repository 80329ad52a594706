import { type Column, type ColumnType, sqlTypeText } from "@hotdata/contract";
import type { PartitionTransform, TableLayout } from "../engine/write-layout.ts";
import { badRequest } from "../http/api-error.ts";

const DATES: ReadonlySet<string> = new Set(["DATE"]);
const TIMESTAMPS: ReadonlySet<string> = new Set([
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMPTZ",
]);

/**
 * Checks that the columns a table begins with can be laid out as it was declared.
 * @throws {ApiError} BAD_REQUEST naming the columns that are missing, or of an unfit type.
 */
export function checkLayout(layout: TableLayout, columns: readonly Column[]): void {
  const problems = [
    ...layout.partitionBy.map(({ column, transform }) =>
      problemOf(column, columns, (type) => partitionProblem(type, transform)),
    ),
    ...layout.sortedBy.map(({ column }) => problemOf(column, columns, sortProblem)),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw badRequest(
    `The data does not fit the layout that the table was declared with: ${[...new Set(problems)].join("; ")}.`,
  );
}

function problemOf(
  name: string,
  columns: readonly Column[],
  typeProblem: (type: ColumnType) => string | undefined,
): string | undefined {
  const column = columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (column === undefined) return `it has no column "${name}"`;
  const problem = typeProblem(column.type);
  return problem && `column "${name}" has the type ${sqlTypeText(column.type)}, ${problem}`;
}

function partitionProblem(type: ColumnType, transform: PartitionTransform): string | undefined {
  if (transform === "identity") {
    return isPlain(type) ? undefined : "whose values cannot be partition keys";
  }
  const name = type.kind === "scalar" ? type.name : "";
  if (TIMESTAMPS.has(name) || (transform !== "hour" && DATES.has(name))) return undefined;
  return `but ${transform} takes ${transform === "hour" ? "a timestamp" : "a date or a timestamp"}`;
}

function sortProblem(type: ColumnType): string | undefined {
  return isSortable(type) ? undefined : "whose values have no order to sort by";
}

/** Whether rows can be ordered by values of the type. */
export function isSortable(type: ColumnType): boolean {
  return isPlain(type);
}

/** Neither nested nor without an order of its own. */
function isPlain(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && !["VARIANT", "GEOMETRY", "BLOB"].includes(type.name);
}
