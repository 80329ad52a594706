import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

/** Where a catalog says that rows were put, deleted ones included. */
export interface CatalogRows {
  readonly inFiles: number;
  readonly inlined: number;
}

const count = z.object({ rows: z.number() });
const inlinedTables = z.array(z.object({ table_name: z.string() }));

const IN_FILES = "SELECT coalesce(sum(record_count), 0) AS rows FROM ducklake_data_file";
const INLINED_TABLES = "SELECT table_name FROM ducklake_inlined_data_tables";

/** Reads the catalog itself, so that neither the server nor the other client is taken at its word. */
export function catalogRows(databaseFolder: string): CatalogRows {
  const catalog = new DatabaseSync(join(databaseFolder, "catalog.sqlite"), {
    readOnly: true,
    timeout: 5000,
  });
  try {
    const rowsOf = (sql: string) => count.parse(catalog.prepare(sql).get()).rows;
    const tables = inlinedTables.parse(catalog.prepare(INLINED_TABLES).all());
    const inlined = tables.map(({ table_name: name }) =>
      rowsOf(`SELECT count(*) AS rows FROM "${name.replaceAll('"', '""')}"`),
    );
    return {
      inFiles: rowsOf(IN_FILES),
      inlined: inlined.reduce((sum, rows) => sum + rows, 0),
    };
  } finally {
    catalog.close();
  }
}
