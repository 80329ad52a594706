import type { Client } from "pg";
import { z } from "zod";
import type { DiscoveredColumn, DiscoveredTable } from "../connector.ts";
import { DISCOVERY_SQL } from "./discovery-sql.ts";
import { type CatalogType, mapType, type TypeChoices } from "./type-map.ts";

const ROW = z.object({
  schema: z.string(),
  table: z.string(),
  estimated_rows: z.number().nullable(),
  key: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      type_id: z.int(),
      not_null: z.boolean(),
      source_type: z.string(),
      built_in: z.string().nullable(),
      modifier: z.int(),
      dimensions: z.int(),
      is_composite: z.boolean(),
      is_enum: z.boolean(),
    }),
  ),
});

type CatalogColumn = z.infer<typeof ROW>["columns"][number];

export type CatalogTable = z.infer<typeof ROW>;

export interface CatalogFilter {
  /** Undefined: all that the user may see, save the source's own. */
  readonly schemas: readonly string[] | undefined;
  readonly table?: string;
}

export async function discoverTables(
  client: Client,
  schemas: CatalogFilter["schemas"],
  unboundedNumeric: TypeChoices["unboundedNumeric"],
): Promise<DiscoveredTable[]> {
  const { rows } = await client.query<{ scale: number }>(
    "SELECT scale(1::money::numeric) AS scale",
  );
  const choices: TypeChoices = { unboundedNumeric, moneyScale: rows[0]?.scale ?? 2 };
  const tables = await readCatalog(client, { schemas });
  return tables.map((table) => tableOf(table, choices));
}

/** Tables as the source's own catalog has them. */
export async function readCatalog(
  client: Client,
  { schemas, table }: CatalogFilter,
): Promise<CatalogTable[]> {
  const { rows } = await client.query(DISCOVERY_SQL, [schemas ?? null, table ?? null]);
  return rows.map((row) => ROW.parse(row));
}

function tableOf(row: CatalogTable, choices: TypeChoices): DiscoveredTable {
  const { schema, table, estimated_rows: estimatedRows } = row;
  const columns = withoutDoubles(row.columns.map((column) => columnOf(column, choices)));
  const names = new Set(columns.map(({ name }) => name));
  // A key of which a part may not be read tells no rows apart.
  const key = row.key.every((name) => names.has(name)) ? row.key : [];
  return { schema, table, columns, key, estimatedRows };
}

function columnOf(column: CatalogColumn, choices: TypeChoices): DiscoveredColumn {
  const type: CatalogType = {
    sourceType: column.source_type,
    builtIn: column.built_in ?? undefined,
    modifier: column.modifier,
    dimensions: column.dimensions,
    isComposite: column.is_composite,
    isEnum: column.is_enum,
  };
  return {
    name: column.name,
    isNullable: !column.not_null,
    sourceType: type.sourceType,
    ...mapType(type, choices),
  };
}

/** Names that differ in case only are one name here: the first column has it. */
function withoutDoubles(columns: readonly DiscoveredColumn[]): DiscoveredColumn[] {
  const byName = new Map<string, DiscoveredColumn>();
  for (const column of columns) {
    const name = column.name.toLowerCase();
    const first = byName.get(name);
    if (first === undefined) byName.set(name, column);
    else byName.set(name, { ...first, loss: doubleLoss(first, column) });
  }
  return [...byName.values()];
}

function doubleLoss({ loss }: DiscoveredColumn, { name }: DiscoveredColumn): string {
  const left = `column ${JSON.stringify(name)}, whose name differs in case only, is left out`;
  return loss === undefined ? left : `${loss}; ${left}`;
}
