import { type SqlDialect, SqlError, type TableVersion } from "../../engine.ts";
import type { ColumnPick } from "../../column-pick.ts";
import { isInformationSchema } from "../../visible-name.ts";
import { type AtClause, takeAtClauses } from "./at-clauses.ts";
import { AtPlaces } from "./at-places.ts";
import { calledFunctions } from "./called-functions.ts";
import { ByteOffsets } from "./byte-offsets.ts";
import { canonicalSql } from "./canonical-sql.ts";
import { type EditedStatement, editStatement } from "./edit-statement.ts";
import { hasFewRows } from "./few-rows.ts";
import { findHugeintCasts } from "./hugeint-casts.ts";
import { inspectTree, type TreeFindings } from "./inspect-tree.ts";
import type { InspectedStatement, RunText } from "./inspected-statement.ts";
import { notReading } from "./not-reading.ts";
import { parserError } from "./parser-error.ts";
import { findColumnPicks } from "./partial/column-picks.ts";
import { findAggregate, type FoundAggregate } from "./partial/find-aggregate.ts";
import { findReadColumns } from "./read-columns.ts";
import type { RewrittenSql } from "./rewritten-sql.ts";
import { fillDistances } from "./search/distance-edits.ts";
import { spellForSearch } from "./search/search-tokens.ts";
import { isTrivia, type SqlToken } from "./sql-token.ts";
import type { StatementParser } from "./statement-parser.ts";
import { isTreeObject, type TreeObject } from "./syntax-tree.ts";
import { findTablePlaces, placeRelations, type TablePlace } from "./table-places.ts";
import { takesLimit } from "./takes-limit.ts";

export interface ReadOptions {
  readonly dialect: SqlDialect;
  /** Values were sent for parameters. */
  readonly hasParameters: boolean;
  /** Put before the statement. */
  readonly prefix?: string;
}

/**
 * Inspects a statement that is no EXPLAIN, DESCRIBE or SHOW.
 *
 * @throws {SqlError} when it does not parse, does not only read, or does more than is permitted
 */
export async function inspectRead(
  parser: StatementParser,
  statement: readonly SqlToken[],
  options: ReadOptions,
): Promise<InspectedStatement> {
  const { tokens, clauses } = takeAtClauses(statement);
  const sql = canonicalSql(spellForSearch(tokens), options.prefix);
  const checked = await check(parser, sql, { ...options, statement, clauses });
  const again = { ...options, statement, clauses: [] };
  const toEdit = { ...checked, sql, dialect: options.dialect };
  const searches = checked.findings.searches.map(({ call }) => call);
  const hasNearest = searches.some((call) => call.function === "nearest");
  const hasDistances = searches.some((call) => call.function === "vector_distance");
  const {
    sql: run,
    tree,
    findings,
    offsetOf,
  } = (await edited(parser, toEdit, { ...again, readsNearest: false })) ?? toEdit;
  const nearest = hasNearest
    ? await edited(parser, toEdit, { ...again, readsNearest: true })
    : undefined;
  const found = options.dialect === "snowflake" ? undefined : aggregateOf(checked);
  const partial = found && (await editedForParts(parser, toEdit, { ...again, aggregate: found }));
  return {
    kind: "select",
    ...runText(run, findings, findTablePlaces(tree, findings, offsetOf)),
    nearest: nearest && runText(nearest.sql, nearest.findings),
    aggregate: partial && found?.aggregate,
    picks: picksOf(checked),
    partial: partial && runText(partial.sql, partial.findings),
    searches,
    tables: checked.findings.tables,
    // The column that has the vectors of texts is not named.
    columns: hasDistances ? undefined : findReadColumns(checked.tree),
    calls: calledFunctions(findings.calls),
    parameters: [...checked.findings.parameters],
    hugeintCasts: findHugeintCasts(tree["node"]),
    hasFewRows: hasFewRows(tree["node"]),
    takesLimit: takesLimit(tree["node"], run.text),
  };
}

function aggregateOf(checked: CheckedSql): FoundAggregate | undefined {
  return readsOneTable(checked) ? findAggregate(checked.tree["node"]) : undefined;
}

function picksOf(checked: CheckedSql): readonly ColumnPick[] | undefined {
  return readsOneTable(checked) ? findColumnPicks(checked.tree["node"]) : undefined;
}

/** Once, and as it is now. */
function readsOneTable({ findings: { tableSites, searches } }: CheckedSql): boolean {
  const [site, ...others] = tableSites;
  if (site === undefined || others.length > 0 || searches.length > 0) return false;
  return site.reference.at === undefined && !isInformationSchema(site.reference);
}

/** Undefined also where values would be given for parameters that have gone with the conditions. */
async function editedForParts(
  parser: StatementParser,
  statement: EditedStatement,
  { aggregate, ...context }: CheckContext & { readonly aggregate: FoundAggregate },
): Promise<EditedStatement | undefined> {
  const options = { readsNearest: false, keepsParameters: false, aggregate };
  const sql = editStatement(statement, options);
  const found = sql && { ...statement, sql, ...(await check(parser, sql, context)) };
  const { parameters = new Set() } = found?.findings ?? {};
  const isBound = parameters.size === 0 || parameters.size === statement.findings.parameters.size;
  return isBound ? found : undefined;
}

/** The text that runs is the text that was checked, also when it was edited in between. */
async function edited(
  parser: StatementParser,
  statement: EditedStatement,
  { readsNearest, ...context }: CheckContext & { readonly readsNearest: boolean },
): Promise<EditedStatement | undefined> {
  const edit = async (keepsParameters: boolean): Promise<EditedStatement | undefined> => {
    const sql = editStatement(statement, { readsNearest, keepsParameters });
    return sql && { ...statement, sql, ...(await check(parser, sql, context)) };
  };
  const found = await edit(false);
  const isDone = statement.findings.searches.length === 0 || found?.findings.parameters.size === 0;
  return isDone ? found : edit(true);
}

function runText(
  sql: RewrittenSql,
  { parameters }: Pick<TreeFindings, "parameters">,
  places: readonly TablePlace[] = [],
): RunText {
  return {
    sqlText: sql.text,
    hasParameters: parameters.size > 0,
    toSubmittedPosition: (position) => sql.toSubmittedPosition(position),
    withDistances: (distances) => runText(fillDistances(sql, distances), { parameters }),
    withRelations: (relationOf) => {
      const placed = placeRelations(sql, places, relationOf);
      return placed && runText(placed, { parameters });
    },
  };
}

interface CheckContext extends ReadOptions {
  readonly statement: readonly SqlToken[];
  readonly clauses: readonly AtClause[];
}

interface CheckedSql {
  readonly tree: TreeObject;
  readonly findings: TreeFindings;
  offsetOf(node: TreeObject): number | undefined;
}

async function check(
  parser: StatementParser,
  sql: RewrittenSql,
  { statement, clauses, dialect, hasParameters }: CheckContext,
): Promise<CheckedSql> {
  const outcome = await parser.parse(sql.text);
  if (outcome.kind === "not-reading") {
    throw notReading(statement.filter((token) => !isTrivia(token)));
  }
  if (outcome.kind === "error") {
    throw parserError(outcome.message, codePointPosition(sql, outcome.codePointPosition));
  }
  const tree = onlyTree(outcome.statements);
  const offsetOf = nodeOffsets(sql);
  const positionOf = (node: TreeObject): number | undefined => {
    const offset = offsetOf(node);
    return offset === undefined ? undefined : sql.toSubmittedPosition(offset);
  };
  const places = new AtPlaces(statement, clauses);
  const versionOf = (node: TreeObject): TableVersion | undefined =>
    clauses.length === 0 ? undefined : places.find(positionOf(node));
  const context = { dialect, hasParameters, positionOf, versionOf };
  const findings = inspectTree(tree, context);
  places.checkAllFound();
  return { tree, findings, offsetOf };
}

function onlyTree(statements: readonly unknown[]): TreeObject {
  const [statement] = statements;
  // The tokenizer has counted already; DuckDB has the last word.
  if (statements.length !== 1 || !isTreeObject(statement)) {
    throw new SqlError("Several statements were sent: only one statement per request is allowed.");
  }
  return statement;
}

/** Errors of DuckDB's parser count code points. */
function codePointPosition(sql: RewrittenSql, count: number | undefined): number | undefined {
  if (count === undefined) return undefined;
  const before = Array.from(sql.text).slice(0, count).join("");
  return sql.toSubmittedPosition(before.length);
}

/** Nodes of DuckDB's syntax tree count bytes of UTF-8. */
function nodeOffsets(sql: RewrittenSql): (node: TreeObject) => number | undefined {
  let byteOffsets: ByteOffsets | undefined;
  return ({ query_location: bytePosition }) => {
    if (typeof bytePosition !== "number") return undefined;
    byteOffsets ??= new ByteOffsets(sql.text);
    return byteOffsets.toCharacter(bytePosition);
  };
}
