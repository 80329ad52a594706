import { foldIdentifier } from "@hotdata/contract/types";
import { quoteIdentifier } from "../sql-text.ts";
import type { TableSite, TreeFindings } from "./inspect-tree.ts";
import type { RewrittenSql } from "./rewritten-sql.ts";
import { endOfName } from "./search/search-edits.ts";
import { isKeyword, isSymbol } from "./sql-token.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";
import { TextEdits } from "./text-edits.ts";
import { TokenIndex } from "./token-index.ts";

/** A table's name in a text. */
export interface TablePlace {
  readonly reference: TableSite["reference"];
  readonly hasAlias: boolean;
  /** Where its first part begins; undefined where no sub-select can stand for it. */
  readonly offset: number | undefined;
}

/** SQL of the rows of a table; undefined where its name has to stay. */
export type RelationOf = (reference: TableSite["reference"]) => string | undefined;

/** The parts of a name by which a column's table can still be called when it has an alias. */
const MOST_PARTS = 2;

/**
 * The tables of a statement that names one with its catalog. A sub-select under the bare name means the
 * same where nothing else goes by that name, and no column is called by more of it. An expression's
 * tables are part of its name.
 */
export function findTablePlaces(
  tree: TreeObject,
  { tableSites }: Pick<TreeFindings, "tableSites">,
  offsetOf: (node: TreeObject) => number | undefined,
): readonly TablePlace[] {
  if (tableSites.every(({ reference }) => reference.catalog === "")) return [];
  const names = new NameSearch();
  names.visit(tree);
  if (names.areLong) return [];
  return tableSites.map(({ node, reference }) => {
    const hasAlias = textField(node, "alias") !== "";
    const isAlone = hasAlias || names.count(reference.table) === 1;
    const isPlace = isAlone && !names.isWithinExpression(node);
    return { reference, hasAlias, offset: isPlace ? offsetOf(node) : undefined };
  });
}

/** Puts the rows of tables in the places of their names; undefined where one of these has to stay. */
export function placeRelations(
  sql: RewrittenSql,
  places: readonly TablePlace[],
  relationOf: RelationOf,
): RewrittenSql | undefined {
  const tokens = new TokenIndex(sql.text);
  const edits = new TextEdits();
  for (const { reference, hasAlias, offset } of places) {
    const relation = relationOf(reference);
    if (relation === undefined) continue;
    const first = tokens.find(offset);
    const before = first === undefined ? undefined : tokens.at(first - 1);
    const isSource =
      isKeyword(before, "FROM") || isKeyword(before, "JOIN") || isSymbol(before, ",");
    const end = first === undefined ? undefined : tokens.at(endOfName(tokens, first))?.end;
    if (!isSource || offset === undefined || end === undefined) return undefined;
    const alias = hasAlias ? "" : ` AS ${quoteIdentifier(reference.table)}`;
    edits.replace({ start: offset, end }, `(${relation})${alias}`);
  }
  return edits.isEmpty ? undefined : edits.apply(sql);
}

/** Counts what tables, calls and items are called, and looks for columns that are called by long names. */
class NameSearch {
  readonly #counts = new Map<string, number>();
  readonly #withinExpressions = new Set<TreeObject>();
  #depth = 0;
  areLong = false;

  count(name: string): number {
    return this.#counts.get(foldIdentifier(name)) ?? 0;
  }

  isWithinExpression(table: TreeObject): boolean {
    return this.#withinExpressions.has(table);
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (isTreeObject(value)) {
      this.#note(value);
      const isSubquery = kindOf(value) === "expression/SUBQUERY";
      if (isSubquery) this.#depth += 1;
      for (const part of Object.values(value)) this.visit(part);
      if (isSubquery) this.#depth -= 1;
    }
  }

  #note(node: TreeObject): void {
    const kind = kindOf(node);
    const alias = textField(node, "alias");
    if (kind === "BASE_TABLE" && this.#depth > 0) this.#withinExpressions.add(node);
    if (alias !== "") this.#add(alias);
    else if (kind === "BASE_TABLE") this.#add(textField(node, "table_name"));
    else if (kind === "expression/FUNCTION") this.#add(textField(node, "function_name"));
    const isLong = listField(node, "column_names").length > MOST_PARTS;
    // Columns that a star leaves out or renames have such parts.
    if (isLong || textField(node, "schema") !== "" || textField(node, "catalog") !== "") {
      this.areLong = true;
    }
  }

  #add(name: string): void {
    const folded = foldIdentifier(name);
    this.#counts.set(folded, (this.#counts.get(folded) ?? 0) + 1);
  }
}
