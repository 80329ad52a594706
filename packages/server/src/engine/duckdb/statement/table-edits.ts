import { isInformationSchema, visibleName } from "../../visible-name.ts";
import { quoteIdentifier } from "../sql-text.ts";
import type { EditedStatement, Editing } from "./edit-statement.ts";
import type { TableSite, TreeFindings } from "./inspect-tree.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";
import { textField, type TreeObject } from "./syntax-tree.ts";
import type { TokenIndex } from "./token-index.ts";

/** These are followed by a bare name, which takes no alias. */
const NO_ALIAS_AFTER = ["TABLE", "DESCRIBE", "DESC", "SHOW", "SUMMARIZE"];

export function needsTableEdits({ tableSites }: TreeFindings): boolean {
  return tableSites.some(isRenamed);
}

/**
 * Names each table by the view that reads it, where that has another name than was written.
 * @param replaced tables for which something else stands already
 */
export function editTables(
  { findings, offsetOf }: Pick<EditedStatement, "findings" | "offsetOf">,
  { edits, tokens }: Editing,
  replaced: ReadonlySet<TreeObject>,
): void {
  for (const site of findings.tableSites.filter(isRenamed)) {
    if (replaced.has(site.node)) continue;
    const first = tokens.find(offsetOf(site.node));
    if (first === undefined) throw new Error("a table's name is not where the tree says");
    const parts = nameParts(tokens, first);
    const last = parts.at(-1) ?? first;
    const start = tokens.at(isInformationSchema(site.reference) ? first : last)?.start ?? 0;
    const end = tokens.at(last)?.end ?? 0;
    edits.replace({ start, end }, viewText(site) + aliasText(site, tokens.at(first - 1)));
  }
}

function isRenamed({ reference }: TableSite): boolean {
  return reference.at !== undefined || isInformationSchema(reference);
}

/** Indexes of a dotted name's parts. */
function nameParts(tokens: TokenIndex, first: number): number[] {
  const parts = [first];
  for (let index = first + 1; isSymbol(tokens.at(index), "."); index += 2) parts.push(index + 1);
  return parts;
}

function viewText({ reference }: TableSite): string {
  const { catalog, schema, table } = visibleName(reference);
  if (!isInformationSchema(reference)) return quoteIdentifier(table);
  return [catalog ?? "", schema ?? "", table].map(quoteIdentifier).join(".");
}

function aliasText({ node, reference }: TableSite, before: SqlToken | undefined): string {
  const hasAlias = textField(node, "alias") !== "";
  if (hasAlias || NO_ALIAS_AFTER.some((word) => isKeyword(before, word))) return "";
  return ` AS ${quoteIdentifier(reference.table)}`;
}
