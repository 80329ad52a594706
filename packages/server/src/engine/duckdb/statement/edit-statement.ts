import type { SqlDialect } from "../../engine.ts";
import { editFunctions, needsFunctionEdits } from "./function-edits.ts";
import type { TreeFindings } from "./inspect-tree.ts";
import { editRegexOperators } from "./operator-edits.ts";
import type { RewrittenSql } from "./rewritten-sql.ts";
import type { FoundAggregate } from "./partial/find-aggregate.ts";
import { editAggregate } from "./partial/partial-edits.ts";
import { editDistance } from "./search/distance-edits.ts";
import { canEditNearest, editSearch } from "./search/search-edits.ts";
import { editSnowflake } from "./snowflake-edits.ts";
import type { TreeObject } from "./syntax-tree.ts";
import { editTables, needsTableEdits } from "./table-edits.ts";
import { TextEdits } from "./text-edits.ts";
import { TokenIndex } from "./token-index.ts";

/** A checked statement, and what its text is edited by. */
export interface EditedStatement {
  readonly sql: RewrittenSql;
  readonly tree: TreeObject;
  readonly findings: TreeFindings;
  readonly dialect: SqlDialect;
  /** Where a node stands in the text, in UTF-16 units. */
  offsetOf(node: TreeObject): number | undefined;
}

/** How a statement is to be run. */
export interface EditOptions {
  /** Whether tables whose nearest rows are asked for stand for those rows only. */
  readonly readsNearest: boolean;
  /**
   * Whether parameters of searches stay in the text. The engine takes no values for those that are
   * counted and missing, which matters where others are left.
   */
  readonly keepsParameters: boolean;
  /** Set to compute its aggregates from those of parts. */
  readonly aggregate?: FoundAggregate | undefined;
}

export interface Editing extends Pick<EditOptions, "keepsParameters"> {
  readonly edits: TextEdits;
  readonly tokens: TokenIndex;
}

/**
 * Spells what DuckDB has under another name, or what it would read otherwise than the dialect means.
 * Undefined when the text stays as it is. Edited text must pass the checks again.
 */
export function editStatement(
  statement: EditedStatement,
  { readsNearest, keepsParameters, aggregate }: EditOptions,
): RewrittenSql | undefined {
  const { dialect, sql, findings } = statement;
  const isPostgres = dialect === "hotsql" || dialect === "postgres";
  const hasRegexOperator = isPostgres && sql.text.includes("~");
  const isNeeded =
    dialect === "snowflake" ||
    hasRegexOperator ||
    aggregate !== undefined ||
    findings.searches.length > 0 ||
    needsTableEdits(findings) ||
    needsFunctionEdits(statement);
  if (!isNeeded) return undefined;
  const tokens = new TokenIndex(sql.text);
  const editing = { edits: new TextEdits(), tokens, keepsParameters };
  const searches = findings.searches.filter(
    (site) =>
      site.call.function !== "nearest" ||
      (readsNearest && canEditNearest(site, statement, editing)),
  );
  for (const site of searches) {
    if (site.call.function === "vector_distance") editDistance(site, statement, editing);
    else editSearch(site, statement, editing);
  }
  const replaced = new Set(searches.map(({ node }) => node));
  if (aggregate !== undefined) {
    if (!editAggregate(aggregate, statement, editing)) return undefined;
    replaced.add(aggregate.table);
  }
  editTables(statement, editing, replaced);
  editFunctions(statement, editing);
  if (hasRegexOperator) editRegexOperators(statement, editing);
  if (dialect === "snowflake") editSnowflake(statement, editing);
  return editing.edits.isEmpty ? undefined : editing.edits.apply(sql);
}
