import {
  type Column,
  type ColumnType,
  type CreateIndexRequest,
  sqlTypeText,
  isAnyInteger,
} from "@hotdata/contract";
import { badRequest, invalidField } from "../http/api-error.ts";
import { isSameName } from "../lake/columns/planned-column.ts";
import { isSortable } from "../loads/check-layout.ts";
import { analysisOf } from "./text-analysis-of.ts";
import type { TableIndex } from "./table-index.ts";

/** What a request makes an index of. */
export type PlannedIndex = Pick<
  TableIndex,
  "type" | "columns" | "metric" | "analysis" | "embedded"
>;

/** How many columns an error names at most. */
const MAX_NAMED = 50;

/**
 * Decides what an index of a table with these columns will be. The provider, if any, is not looked at.
 * @param shownTable the table's name in messages
 * @throws {ApiError} BAD_REQUEST
 */
export function planIndex(
  request: CreateIndexRequest,
  columns: readonly Column[],
  shownTable: string,
): PlannedIndex {
  const type = request.index_type ?? "sorted";
  refuseOthersFields(request, type);
  const found = request.columns.map((name) => findColumn(name, columns, shownTable));
  refuseDoubled(found);
  const names = found.map(({ name }) => name);
  const base = { type, columns: names, metric: null, analysis: null, embedded: null };
  if (type === "sorted") {
    for (const column of found) requireType(column, isSortable, "have no order to sort by");
    return base;
  }
  const [column, second] = found;
  if (column === undefined || second !== undefined) {
    throw invalidField(
      "columns",
      `A ${type} index is of one column; columns names ${names.length}.`,
    );
  }
  if (type === "bm25") {
    requireType(column, isText, "are no text; a bm25 index needs a VARCHAR column");
    return { ...base, analysis: analysisOf(request) };
  }
  return planVectors(request, { column, columns, base });
}

interface VectorColumn {
  readonly column: Column;
  readonly columns: readonly Column[];
  readonly base: PlannedIndex;
}

function planVectors(
  request: CreateIndexRequest,
  { column, columns, base }: VectorColumn,
): PlannedIndex {
  const providerId = request.embedding_provider_id;
  if (providerId === undefined) {
    if (isText(column.type)) {
      throw invalidField(
        "embedding_provider_id",
        `Column '${column.name}' is text: name the embedding_provider_id that makes vectors of it, or ` +
          "index a column of vectors.",
      );
    }
    requireType(column, isVector, "are no lists of numbers");
    return { ...base, metric: request.metric ?? "l2" };
  }
  requireType(column, isText, "are no text, of which a provider could make vectors");
  const output = request.output_column ?? `${column.name}_embedding`;
  if (columns.some(({ name }) => isSameName(name, output))) {
    throw invalidField(
      "output_column",
      `The table has a column '${output}' already; send another output_column.`,
    );
  }
  const dimensions = request.dimensions ?? null;
  return {
    ...base,
    columns: [output],
    metric: request.metric ?? "cosine",
    embedded: { sourceColumn: column.name, providerId, dimensions },
  };
}

const FIELDS_OF = {
  vector: ["metric", "embedding_provider_id", "dimensions", "output_column"],
  bm25: ["stemming", "stop_words", "ascii_folding"],
} as const;

function refuseOthersFields(request: CreateIndexRequest, type: TableIndex["type"]): void {
  for (const kind of ["vector", "bm25"] as const) {
    const given = FIELDS_OF[kind].find((field) => request[field] !== undefined);
    if (kind !== type && given !== undefined) {
      throw invalidField(given, `${given} is for ${kind} indexes; this one is ${type}.`);
    }
  }
  if (request.embedding_provider_id !== undefined) return;
  for (const field of ["dimensions", "output_column"] as const) {
    if (request[field] === undefined) continue;
    throw invalidField(
      field,
      `${field} needs an embedding_provider_id; vectors of a column stay as they are.`,
    );
  }
}

function findColumn(name: string, columns: readonly Column[], shownTable: string): Column {
  const column = columns.find((candidate) => isSameName(candidate.name, name));
  if (column !== undefined) return column;
  if (columns.length === 0) {
    throw badRequest(
      `Table '${shownTable}' has no columns before its first load; load rows first.`,
    );
  }
  const names = columns.slice(0, MAX_NAMED).map((known) => known.name);
  const more = columns.length > MAX_NAMED ? ", …" : "";
  throw invalidField(
    "columns",
    `Column '${name}' not found in table '${shownTable}'; it has ${names.join(", ")}${more}.`,
  );
}

function refuseDoubled(columns: readonly Column[]): void {
  const doubled = columns.find((column, index) => columns.indexOf(column) !== index);
  if (doubled === undefined) return;
  throw invalidField("columns", `columns names '${doubled.name}' more than once.`);
}

function requireType(
  { name, type }: Column,
  isFit: (type: ColumnType) => boolean,
  problem: string,
): void {
  if (isFit(type)) return;
  throw invalidField(
    "columns",
    `Column '${name}' has the type ${sqlTypeText(type)}, whose values ${problem}.`,
  );
}

function isText(type: ColumnType): boolean {
  return type.kind === "enum" || (type.kind === "scalar" && type.name === "VARCHAR");
}

function isVector(type: ColumnType): boolean {
  return (type.kind === "list" || type.kind === "array") && isNumber(type.element);
}

function isNumber(type: ColumnType): boolean {
  if (type.kind === "decimal") return true;
  if (type.kind !== "scalar") return false;
  return isAnyInteger(type.name) || type.name === "FLOAT" || type.name === "DOUBLE";
}
