import type { Catalog } from "../catalog/catalog.ts";
import { integerOf, textOf } from "../catalog/row-values.ts";
import type { SnapshotChange } from "./lake-upkeep.ts";

interface Name {
  readonly schema: string;
  readonly table: string;
  readonly beginSnapshot: number;
}

const ENTRY = /([a-z_]+):(?:(\d+)|"((?:[^"]|"")*)"(?:\."((?:[^"]|"")*)")?)/g;

const SCHEMA_KINDS = /schema/;

/** Reads what snapshots changed, with the tables' names. Lives in one transaction. */
export class SnapshotChanges {
  readonly #catalog: Catalog;
  readonly #tables = new Map<number, readonly Name[]>();
  readonly #schemas = new Map<number, string | undefined>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** @param text the list of changes as the catalog keeps it */
  parse(text: string, snapshotId: number): SnapshotChange[] {
    return [...text.matchAll(ENTRY)].map(([, kind = "", id, first, second]) => {
      if (id === undefined) return { kind, schema: unquoted(first), table: unquoted(second) };
      if (SCHEMA_KINDS.test(kind)) {
        return { kind, schema: this.#schemaName(Number(id)), table: undefined };
      }
      const name = this.#nameAt(Number(id), snapshotId);
      return { kind, schema: name?.schema, table: name?.table };
    });
  }

  /** The name that the table has at the snapshot, or had before it was dropped or renamed there. */
  #nameAt(tableId: number, snapshotId: number): Name | undefined {
    const names = this.#tables.get(tableId) ?? this.#readNames(tableId);
    this.#tables.set(tableId, names);
    return names.findLast(({ beginSnapshot }) => beginSnapshot <= snapshotId) ?? names[0];
  }

  #readNames(tableId: number): Name[] {
    const rows = this.#catalog.all(
      "SELECT schema_id, table_name, begin_snapshot FROM ducklake_table WHERE table_id = ? " +
        "ORDER BY begin_snapshot",
      tableId,
    );
    return rows.flatMap((row) => {
      const schema = this.#schemaName(integerOf(row, "schema_id"));
      if (schema === undefined) return [];
      const [table, beginSnapshot] = [textOf(row, "table_name"), integerOf(row, "begin_snapshot")];
      return { schema, table, beginSnapshot };
    });
  }

  #schemaName(schemaId: number): string | undefined {
    if (!this.#schemas.has(schemaId)) {
      const row = this.#catalog.find(
        "SELECT schema_name FROM ducklake_schema WHERE schema_id = ? " +
          "ORDER BY begin_snapshot DESC LIMIT 1",
        schemaId,
      );
      this.#schemas.set(schemaId, row && textOf(row, "schema_name"));
    }
    return this.#schemas.get(schemaId);
  }
}

function unquoted(text: string | undefined): string | undefined {
  return text?.replaceAll('""', '"');
}
