import * as fc from "fast-check";
import { isTrivia } from "../../src/engine/duckdb/statement/sql-token.ts";
import { tokenizeSql } from "../../src/engine/duckdb/statement/tokenize-sql.ts";
import type { AttackCores } from "./attack-cores.ts";

/** Puts a relation into one that is larger, or into a whole SELECT. */
type Wrap = (inner: string) => string;

/** From something that stands in FROM to a query. */
const queriesOfRelation: readonly Wrap[] = [
  (r) => `SELECT * FROM ${r}`,
  (r) => `FROM ${r}`,
  (r) => `FROM ${r} SELECT count(*)`,
  (r) => `SELECT COLUMNS(*) FROM ${r}`,
  (r) => `SELECT * FROM ${r} AS x`,
  (r) => `SELECT count(*) FROM mine, ${r}`,
  (r) => `SELECT n FROM mine, LATERAL (SELECT * FROM ${r}) AS l`,
  (r) => `SELECT count(*) FROM ${r} CROSS JOIN mine`,
  (r) => `SELECT count(*) FROM mine LEFT JOIN (SELECT count(*) AS k FROM ${r}) AS j ON n = k`,
  (r) => `SELECT count(*) FROM mine POSITIONAL JOIN (SELECT * FROM ${r}) AS p`,
  (r) => `SELECT n FROM mine SEMI JOIN (SELECT count(*) AS n FROM ${r}) AS s USING (n)`,
  (r) => `SELECT n FROM mine WHERE EXISTS (FROM ${r})`,
  (r) => `SELECT n FROM mine WHERE n IN (SELECT count(*) FROM ${r})`,
  (r) => `SELECT n > ALL (SELECT count(*) FROM ${r}) FROM mine`,
  (r) => `WITH a AS (SELECT * FROM ${r}) SELECT * FROM a`,
  (r) => `WITH a AS MATERIALIZED (SELECT * FROM ${r}), b AS (FROM a) SELECT * FROM b`,
  (r) =>
    `WITH RECURSIVE a AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM a, (SELECT count(*) AS k FROM ${r}) WHERE i < 3) SELECT * FROM a`,
  (r) => `SELECT count(*) FROM ${r} USING SAMPLE 100%`,
  (r) => `PIVOT (SELECT count(*) AS k FROM ${r}) ON k IN (1, 2, 3) USING count(*)`,
  (r) => `UNPIVOT (SELECT count(*) AS k FROM ${r}) ON k`,
  (r) => `SELECT * EXCLUDE (extra) FROM (SELECT *, 1 AS extra FROM ${r})`,
];

/** From a value to a query. */
const queriesOfExpression: readonly Wrap[] = [
  (e) => `SELECT ${e} AS v`,
  (e) => `VALUES (${e})`,
  (e) => `SELECT n FROM mine ORDER BY ${e}, n`,
  (e) => `SELECT n FROM mine ORDER BY n LIMIT length(CAST(${e} AS VARCHAR))`,
  (e) => `SELECT n FROM mine WHERE CAST(${e} AS VARCHAR) <> ''`,
  (e) => `SELECT n FROM mine GROUP BY n HAVING CAST(${e} AS VARCHAR) <> ''`,
  (e) => `SELECT count(*) FILTER (CAST(${e} AS VARCHAR) <> '') FROM mine`,
  (e) => `SELECT sum(n) OVER (PARTITION BY CAST(${e} AS VARCHAR)) FROM mine`,
  (e) => `SELECT n FROM mine QUALIFY row_number() OVER (ORDER BY CAST(${e} AS VARCHAR), n) = 1`,
  (e) => `SELECT * REPLACE (CAST(${e} AS VARCHAR) AS n) FROM mine`,
  (e) => `SELECT count(*) FROM mine AS a JOIN mine AS b ON CAST(${e} AS VARCHAR) <> ''`,
  (e) => `SELECT DISTINCT ON (CAST(${e} AS VARCHAR)) 1 FROM mine`,
  (e) => `SELECT max(CAST(COLUMNS(*) AS VARCHAR) || CAST(${e} AS VARCHAR)) FROM mine`,
  (e) => `SELECT * FROM range(length(CAST(${e} AS VARCHAR)))`,
  (e) => `SELECT * FROM unnest([${e}])`,
];

const expressions: readonly Wrap[] = [
  (e) => `CAST(${e} AS VARCHAR)`,
  (e) => `(${e})::VARCHAR`,
  (e) => `TRY_CAST(${e} AS VARCHAR)`,
  (e) => `upper(CAST(${e} AS VARCHAR))`,
  (e) => `(CAST(${e} AS VARCHAR) || 'x')`,
  (e) => `CASE WHEN 1 = 1 THEN CAST(${e} AS VARCHAR) ELSE 'x' END`,
  (e) => `coalesce(NULL, ${e})`,
  (e) => `[${e}]`,
  (e) => `{'a': ${e}}`,
  (e) => `(SELECT ${e})`,
  (e) => `(CAST(${e} AS VARCHAR)).lower()`,
  (e) => `list_filter([1], lambda x: CAST(${e} AS VARCHAR) <> 'x')`,
  (e) => `[CAST(${e} AS VARCHAR) FOR x IN [1, 2]]`,
  (e) => `(CAST(${e} AS VARCHAR) BETWEEN 'a' AND 'b')`,
];

/** From a query to a larger one. */
const queries: readonly Wrap[] = [
  (q) => `(${q})`,
  (q) => `SELECT * FROM (${q})`,
  (q) => `WITH c AS (${q}) SELECT * FROM c`,
  (q) => `WITH mine AS (SELECT 1 AS n) SELECT count(*) FROM mine, (${q})`,
  (q) => `SELECT count(*) FROM (${q})`,
  (q) => `SELECT (SELECT count(*) FROM (${q})) AS k`,
  (q) => `SELECT count(*) AS k FROM (${q}) LIMIT 3`,
  (q) => `SELECT 1 AS k UNION ALL SELECT count(*) FROM (${q})`,
  (q) => `SELECT count(*) AS k FROM (${q}) EXCEPT SELECT 99`,
  (q) => `SELECT n FROM mine WHERE (SELECT count(*) FROM (${q})) >= 0`,
  (q) => `SELECT count(*) FROM mine AS outermost, LATERAL (${q}) AS inner_one`,
];

const wholes: readonly Wrap[] = [
  (q) => q,
  (q) => q,
  (q) => q,
  (q) => `${q};`,
  (q) => `EXPLAIN ${q}`,
  (q) => `EXPLAIN ANALYZE ${q}`,
  (q) => `EXPLAIN (FORMAT JSON) ${q}`,
  (q) => `DESCRIBE ${q}`,
  (q) => `SUMMARIZE ${q}`,
];

export interface Grammar {
  /** A query that uses one of the cores, in any of the forms. */
  readonly query: fc.Arbitrary<string>;
  /** Such a query, perhaps explained or described, or one of the core statements, oddly spelled. */
  readonly statement: fc.Arbitrary<string>;
}

export function grammarOf(cores: AttackCores): Grammar {
  const relation = wrapped(fc.constantFrom(...cores.relations), queriesOfRelation, 1);
  const values = wrapped(fc.constantFrom(...cores.expressions), expressions, [0, 3]);
  const expression = wrapped(values, queriesOfExpression, 1);
  const query = wrapped(fc.oneof(relation, expression), queries, [0, 3]);
  const whole = wrapped(query, wholes, 1);
  const plain =
    cores.statements.length === 0
      ? whole
      : fc.oneof({ weight: 4, arbitrary: whole }, fc.constantFrom(...cores.statements));
  const statement = fc.tuple(plain, spelling).map(([text, odd]) => respell(text, odd));
  return { query, statement };
}

/** Applies some of the wraps, one around the other. */
function wrapped(
  core: fc.Arbitrary<string>,
  wraps: readonly Wrap[],
  count: number | readonly [minimum: number, maximum: number],
): fc.Arbitrary<string> {
  const [minLength, maxLength] = typeof count === "number" ? [count, count] : count;
  const chosen = fc.array(fc.constantFrom(...wraps), { minLength, maxLength });
  return fc
    .tuple(core, chosen)
    .map(([inner, list]) => list.reduce((text, wrap) => wrap(text), inner));
}

interface Spelling {
  readonly gap: string;
  readonly wordCase: "as is" | "upper" | "lower" | "mixed";
  readonly end: string;
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
  gap: fc.constantFrom(
    "",
    "",
    "",
    " ",
    "\n\t",
    "/* ; ' \" */",
    "/* /* x */ */",
    "\u00a0",
    "\u3000\ufeff",
    " -- ; x\n",
  ),
  wordCase: fc.constantFrom("as is", "as is", "upper", "lower", "mixed"),
  end: fc.constantFrom("", "", "", ";", " ; ; ", "\n-- end", "/* end */"),
});

/** Changes white space, comments and the case of words, and nothing that they mean. */
function respell(sqlText: string, { gap, wordCase, end }: Spelling): string {
  const tokens = tokenizeSql(sqlText);
  const parts = tokens.map((token) => {
    if (isTrivia(token)) {
      // A line break joins two texts into one.
      return gap === "" || token.kind !== "space" || token.text.includes("\n") ? token.text : gap;
    }
    if (token.kind !== "word") return token.text;
    if (wordCase === "upper") return token.text.toUpperCase();
    if (wordCase === "lower") return token.text.toLowerCase();
    if (wordCase === "as is") return token.text;
    return Array.from(token.text, (letter, index) =>
      index % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase(),
    ).join("");
  });
  return parts.join("") + end;
}
