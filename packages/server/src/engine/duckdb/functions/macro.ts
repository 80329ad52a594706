/**
 * SQL functions of our own, by name: each overload as `(parameters) AS body`. An operator's macro
 * has the operator for its name. A macro that shadows one of DuckDB's functions reaches the
 * original as `system.main.name`.
 */
export type Macros = Readonly<Record<string, readonly string[]>>;

/** One statement that defines every macro in an existing schema. */
export function createMacros(schema: string, macros: Macros): string {
  return Object.entries(macros)
    .map(([name, overloads]) => `CREATE MACRO ${schema}."${name}"${overloads.join(", ")};`)
    .join("\n");
}
