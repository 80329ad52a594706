import type { TableVersion } from "./engine.ts";

/** Parts of a name that a statement's text has for a table, and the engine's view of it too. */
export interface VisibleName {
  readonly catalog?: string;
  readonly schema?: string;
  readonly table: string;
}

interface NamedTable extends VisibleName {
  readonly at?: TableVersion | undefined;
}

/** Where the views of `information_schema` live: the engine keeps the schema's own name to itself. */
const INFORMATION = { catalog: "hotdata_information", schema: "information" } as const;

export function isInformationSchema({ schema }: NamedTable): boolean {
  return schema?.toLowerCase() === "information_schema";
}

/**
 * The name under which a table is visible to the engine, where it is not the written one: a snapshot
 * other than the newest has a view of its own, and so have the tables of `information_schema`.
 */
export function visibleName(reference: NamedTable): VisibleName {
  const { catalog, schema, table, at } = reference;
  if (isInformationSchema(reference)) return { ...INFORMATION, table: table.toLowerCase() };
  const written = {
    ...(catalog === undefined ? {} : { catalog }),
    ...(schema === undefined ? {} : { schema }),
  };
  if (at === undefined) return { ...written, table };
  const version = "version" in at ? `VERSION => ${at.version}` : `TIMESTAMP => '${at.timestamp}'`;
  return { ...written, table: `${table.toLowerCase()} AT (${version})` };
}
