import { z } from "zod";
import { lastPart, tableNameOf } from "./file-names.ts";
import { readTableLines, type TableFiles } from "./read-tables.ts";

const MAX_TABLES = 10_000;
const MAX_PATH_LENGTH = 4096;

const path = z.string().min(1).max(MAX_PATH_LENGTH);
const table = z.strictObject({
  name: z.string().min(1).max(128).nullish(),
  path: path.nullish(),
  paths: z.array(path).min(1).max(MAX_TABLES).nullish(),
  format: z.enum(["parquet", "csv", "json"]).nullish(),
});
type GivenTable = z.infer<typeof table>;

/** The field `tables`: a text of lines, or a list of such lines and of objects. */
export const tablesField: z.ZodType<readonly TableFiles[]> = z
  .union([z.string().max(1024 * 1024), z.array(z.union([path, table])).max(MAX_TABLES)])
  .transform((given, context) => {
    const tables = (typeof given === "string" ? [given] : given).flatMap(givenTables).map(named);
    const problem = problemOf(tables);
    if (problem === undefined) return tables;
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  });

function givenTables(given: string | GivenTable): (GivenTable & { paths: string[] })[] {
  if (typeof given === "string") return readTableLines(given);
  const { path, paths } = given;
  return [{ ...given, paths: [...(typeof path === "string" ? [path] : []), ...(paths ?? [])] }];
}

function named({ name, paths, format }: GivenTable & { paths: string[] }): TableFiles {
  return {
    name: name ?? tableNameOf(nameWithin(paths[0] ?? "")),
    paths,
    ...(typeof format === "string" ? { format } : {}),
  };
}

/** The part of an address or pattern that names what it is about: its file, or else its folder. */
function nameWithin(path: string): string {
  const parts = path.replace(/[?#].*$/, "").split("/");
  while (parts.length > 1 && /^\**(\.[\w.]*)?$/.test(parts.at(-1) ?? "")) parts.pop();
  return lastPart(parts.join("/"));
}

function problemOf(tables: readonly TableFiles[]): string | undefined {
  const names = new Set<string>();
  for (const { name, paths } of tables) {
    if (paths.length === 0) return `has the table "${name}" without a path`;
    if (/\p{Cc}/u.test(name)) return "has a table whose name has control characters";
    if (names.has(name.toLowerCase())) {
      return `has two tables "${name}"; give one another name: name = path`;
    }
    names.add(name.toLowerCase());
  }
  return tables.length > MAX_TABLES ? `has more than ${MAX_TABLES} tables` : undefined;
}
