import { SqlError, type TableReference } from "./engine.ts";

const PART = /"((?:[^"]|"")+)"|([^\s."'();,]+)/y;

/** Reads a table's name that stands in a text: one to three parts, of which any may be quoted. */
export function parseSearchedName(text: string, position?: number): TableReference {
  const parts = partsOf(text);
  const [table, schema, catalog] = parts?.toReversed() ?? [];
  if (parts === undefined || parts.length > 3 || table === undefined) {
    throw new SqlError(
      `'${text.slice(0, 200)}' is no table's name: a search takes it as 'catalog.schema.table'.`,
      position,
    );
  }
  return {
    ...(catalog === undefined ? {} : { catalog }),
    ...(schema === undefined ? {} : { schema }),
    table,
  };
}

function partsOf(text: string): string[] | undefined {
  const parts: string[] = [];
  let at = 0;
  do {
    PART.lastIndex = at;
    const found = PART.exec(text);
    if (found === null) return undefined;
    parts.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    at = PART.lastIndex + 1;
  } while (text.charAt(at - 1) === ".");
  return at > text.length ? parts : undefined;
}
