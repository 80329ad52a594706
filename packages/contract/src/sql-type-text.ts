import type { ColumnType, StructField } from "./column-type.ts";

/**
 * Spells a type in the engine's SQL, ready to stand in a cast: `DECIMAL(18,3)`, `VARCHAR[]`,
 * `STRUCT("a" INTEGER)`. Names and enum values are quoted, so that any text is safe.
 */
export function sqlTypeText(type: ColumnType): string {
  switch (type.kind) {
    case "scalar":
      // The type of a bare NULL has a keyword for its name.
      return type.name === "NULL" ? '"NULL"' : type.name;
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "enum":
      return `ENUM(${type.values.map(quoteText).join(",")})`;
    case "list":
      return `${sqlTypeText(type.element)}[]`;
    case "array":
      return `${sqlTypeText(type.element)}[${type.size}]`;
    case "struct":
      return `STRUCT(${fieldList(type.fields)})`;
    case "map":
      return `MAP(${sqlTypeText(type.key)}, ${sqlTypeText(type.value)})`;
    case "union":
      return `UNION(${fieldList(type.members)})`;
  }
}

function fieldList(fields: readonly StructField[]): string {
  return fields.map(({ name, type }) => `${quoteName(name)} ${sqlTypeText(type)}`).join(", ");
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
