import { IDENTIFIER_MAX_LENGTH, SQL_RESERVED_WORDS } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";

/** Words that begin statements: as names of tables they would only confuse. */
const STATEMENT_WORDS: ReadonlySet<string> = new Set(
  "alter begin commit delete drop exists explain insert rollback set truncate update values".split(
    " ",
  ),
);

/**
 * The name of a dataset's table: the given one, else one made of the label.
 * @throws {ApiError} BAD_REQUEST for a name that cannot be
 */
export function tableNameOf(label: string, given: string | undefined): string {
  if (given === undefined) return checkedWord("label", nameFromLabel(label));
  if (given.length > IDENTIFIER_MAX_LENGTH || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(given)) {
    throw invalidField(
      "table_name",
      `table_name must have 1 to ${IDENTIFIER_MAX_LENGTH} letters (A to Z), digits and ` +
        "underscores, and no digit first.",
    );
  }
  return checkedWord("table_name", given.toLowerCase());
}

/** Spaces and dashes become underscores; what SQL names cannot have is left out. */
export function nameFromLabel(label: string): string {
  const name = label
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_")
    .replaceAll(/[^a-z0-9_]/g, "");
  const begun = /^\d/.test(name) ? `_${name}` : name;
  return begun.slice(0, IDENTIFIER_MAX_LENGTH) || "_unnamed";
}

function checkedWord(field: "label" | "table_name", name: string): string {
  if (!SQL_RESERVED_WORDS.has(name) && !STATEMENT_WORDS.has(name)) return name;
  const wish =
    field === "label" ? "Send a table_name of your own beside the label." : "Send another one.";
  throw invalidField(field, `'${name}' is a reserved word of SQL and cannot name a table. ${wish}`);
}
