import type { Column, TablePartitionKey, TableSortKey } from "@hotdata/contract";
import type { TableLayout, WriteLayout } from "../engine/write-layout.ts";
import { checkLayout } from "./check-layout.ts";

export interface DeclaredLayout {
  readonly partitionBy: readonly TablePartitionKey[];
  readonly sortedBy: readonly TableSortKey[];
}

/** What layouts need of the databases: what a table was declared with. */
export interface LayoutDeclarations {
  findDeclared(
    databaseId: string,
    schema: string,
    table: string,
  ): Promise<DeclaredLayout | undefined>;
}

export interface TableLayoutsParts {
  readonly declarations: LayoutDeclarations;
  readonly targetFileBytes: number;
  readonly maxPartitions: number;
}

/** How the tables of managed databases are to be laid out. */
export class TableLayouts {
  readonly #parts: TableLayoutsParts;

  constructor(parts: TableLayoutsParts) {
    this.#parts = parts;
  }

  /**
   * The declared layout; undefined without any.
   * @throws {ApiError} BAD_REQUEST when the table begins with `firstColumns` and these do not fit.
   */
  async find(
    target: { readonly databaseId: string; readonly schema: string; readonly table: string },
    firstColumns: readonly Column[] | undefined,
  ): Promise<TableLayout | undefined> {
    const { databaseId, schema, table } = target;
    const declared = await this.#parts.declarations.findDeclared(databaseId, schema, table);
    if (declared === undefined) return undefined;
    const layout = layoutOf(declared);
    if (firstColumns !== undefined) checkLayout(layout, firstColumns);
    return layout;
  }

  /** A planned layout with the limits of one write; undefined when any order will do. */
  forWrite(layout: TableLayout): WriteLayout | undefined {
    if (layout.partitionBy.length === 0 && layout.sortedBy.length === 0) return undefined;
    const { targetFileBytes, maxPartitions } = this.#parts;
    return { ...layout, targetFileBytes, maxPartitions };
  }
}

function layoutOf({ partitionBy, sortedBy }: DeclaredLayout): TableLayout {
  return {
    partitionBy,
    sortedBy: sortedBy.map(({ column, direction, nulls }) => ({
      column,
      direction: direction ?? "asc",
      nulls: nulls ?? "last",
    })),
  };
}
