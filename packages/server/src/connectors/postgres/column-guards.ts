import type { ColumnType } from "@hotdata/contract/types";
import type { DiscoveredColumn, ReadRequest } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import type { SqlDialect } from "../sql/sql-dialect.ts";
import type { CatalogTable } from "./discover-tables.ts";
import { quoteName } from "./postgres-dialect.ts";
import type { AnnouncedColumn } from "./row-query.ts";
import { textSql } from "./text-sql.ts";

/**
 * The types of columns, so that values of a type which has changed since are not taken for values of
 * the old one. Of a SELECT the server announces them before the first row. Where a column is selected
 * as a text, NULLs of the column's own type stand behind all values.
 */
export class ColumnGuards {
  readonly #table: CatalogTable;

  /** @throws {SourceError} `changed` when a column is not as it was discovered */
  constructor(request: ReadRequest, table: CatalogTable | undefined) {
    if (table === undefined) throw changed(request, "is not there any more");
    const types = new Map(table.columns.map((column) => [column.name, column.source_type]));
    for (const { name, sourceType } of request.columns) {
      const now = types.get(name);
      const column = `column ${JSON.stringify(name)}`;
      if (now === undefined) throw changed(request, `has no ${column} any more`);
      if (now !== sourceType) throw changed(request, `has another type for ${column}: ${now}`);
    }
    this.#table = table;
  }

  /** As the source guesses; 0 where it does not. */
  get estimatedRows(): number {
    return this.#table.estimated_rows ?? 0;
  }

  /** @throws {SourceError} `changed` when announced types are not those of the catalog */
  check(request: ReadRequest, announced: readonly AnnouncedColumn[]): void {
    const types = new Map(this.#table.columns.map((column) => [column.name, column]));
    const { columns } = request;
    const hidden = columns.filter(isGuarded);
    for (const [place, column] of columns.entries()) {
      const isShown = isPlain(column);
      const hiddenPlace = hidden.indexOf(column);
      if (!isShown && hiddenPlace < 0) continue;
      const is = announced[isShown ? place : columns.length + hiddenPlace];
      const was = types.get(column.name);
      // A NULL alone has the type, but not the precision.
      const isSame =
        was?.type_id === is?.typeId && (!isShown || was?.modifier === is?.typeModifier);
      if (!isSame)
        throw changed(request, `has another type for column ${JSON.stringify(column.name)}`);
    }
  }
}

/** Whether an announcement tells too little: of the digits of numbers in lists it is silent. */
export function needsCatalog({ columns }: ReadRequest): boolean {
  return columns.some(({ type }) => type.kind === "list" && leafOf(type).kind === "decimal");
}

function leafOf(type: ColumnType): ColumnType {
  return type.kind === "list" ? leafOf(type.element) : type;
}

/** Selects the types of columns that are selected as a text, too. */
export function guardedDialect(dialect: SqlDialect): SqlDialect {
  return {
    ...dialect,
    guards: (columns) =>
      columns.filter(isGuarded).map(({ name }) => `CASE WHEN false THEN ${quoteName(name)} END`),
  };
}

function isPlain(column: DiscoveredColumn): boolean {
  return textSql(column, "") === "";
}

/** The function that makes text of bytes takes nothing else. */
function isGuarded(column: DiscoveredColumn): boolean {
  return !isPlain(column) && !(column.type.kind === "scalar" && column.type.name === "BLOB");
}

function changed({ schema, table }: ReadRequest, what: string): SourceError {
  return new SourceError(
    "changed",
    `The table ${JSON.stringify(`${schema}.${table}`)} ${what}. Refresh the connection, then try again.`,
  );
}
