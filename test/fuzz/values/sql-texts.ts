import type { Random } from "../../crash/random.ts";

const STATEMENTS: readonly string[] = [
  "SELECT 1",
  "SELECT 1 AS a, 'x' AS b, NULL AS c, DATE '2024-02-29' AS d, 1.50::DECIMAL(10,2) AS e",
  "SELECT * FROM $table",
  "SELECT count(*), max(id) FROM $table",
  "SELECT * FROM default.$table ORDER BY 1 LIMIT 5",
  "SELECT a, count(*) FROM $table GROUP BY a HAVING count(*) > 1 ORDER BY 2 DESC",
  "SELECT x.id FROM $table x JOIN $table y USING (id) WHERE x.id > 1",
  "WITH t AS (SELECT range AS n FROM range(1000)) SELECT sum(n), avg(n) FROM t",
  "SELECT range AS n, repeat('x', 100) AS t FROM range(20000)",
  'SELECT * FROM hotdata.results."$result_id"',
  "SELECT * FROM information_schema.tables",
  "SELECT * FROM information_schema.columns ORDER BY ordinal_position",
  "SHOW TABLES",
  "DESCRIBE SELECT 1 AS a",
  "EXPLAIN SELECT * FROM $table",
  "EXPLAIN ANALYZE SELECT 42",
  "SELECT * FROM $table AT (VERSION => 1)",
  "SELECT * FROM $table AT (TIMESTAMP => now() - INTERVAL 1 HOUR)",
  "SELECT ?::BIGINT + ?::BIGINT",
  "SELECT $1, $2",
  "SELECT $name",
  "VALUES (1, 'a'), (2, 'b')",
  "FROM $table SELECT id",
  "SELECT {'a': 1, 'b': [1, 2, 3]} AS s, MAP {'k': 1} AS m, [1, NULL] AS l",
  "SELECT 'NaN'::DOUBLE, 'Infinity'::DOUBLE, -0.0, 1e308 * 10",
  "SELECT 170141183460469231731687303715884105727, 9223372036854775807 + 1",
  "SELECT sum(range)::HUGEINT FROM range(100)",
  "SELECT TIMESTAMPTZ '294246-01-01', DATE '5877642-06-25 (BC)', INTERVAL 1 YEAR",
  "SELECT chr(0), '\u0000', E'\\x00', '😀' || 'é'",
  'SELECT a, a, a AS "a b", 1 AS "" FROM (SELECT 1 AS a)',
  "SELECT * FROM (PIVOT (SELECT 1 AS a, 2 AS b) ON a USING sum(b))",
  "SELECT unnest([1,2,3]), unnest(range(3))",
  "SELECT error('boom')",
  // Long enough to be cancelled.
  "SELECT count(*) FROM range(5000) a, range(5000) b WHERE a.range + b.range = 7",
  "SELECT sum(a.range * b.range) FROM range(5000) a, range(5000) b",
  "SELECT 1/0, 1 % 0, CAST('x' AS INTEGER)",
  "SELECT CAST('x' AS INTEGER)",
  "SELECT * FROM generate_series(DATE '2024-01-01', DATE '2024-03-01', INTERVAL 1 DAY)",
  "SELECT regexp_matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$')",
  "SELECT strftime(now(), '%Y'), strptime('bad', '%Y')",
  "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 500) SELECT max(n) FROM r",
  "SELECT DATEDIFF('day', DATE '2024-01-01', DATE '2024-02-01'), IFF(true, 1, 2)",
  "SELECT '{\"a\": [1, {\"b\": null}]}'::JSON -> 'a'",
  "SELECT x'00ff'::BLOB, '10101'::BIT, uuid()",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM '/etc/passwd'",
  "COPY (SELECT 1) TO '/tmp/hotdata-fuzz-out'",
  "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/hotdata-fuzz-out'",
  "INSERT INTO $table VALUES (1)",
  "DROP TABLE $table",
  "DROP TABLE $table; SELECT 1",
  "SELECT 1; SELECT 2",
  "ATTACH ':memory:' AS m",
  "SET threads = 1",
  "PRAGMA database_list",
  "INSTALL httpfs",
  "BEGIN TRANSACTION",
  "' OR '1'='1",
  "'; DROP TABLE databases; --",
];

const TOKENS: readonly string[] = [
  ..."SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT OFFSET UNION ALL EXCEPT INTERSECT JOIN LEFT FULL".split(
    " ",
  ),
  ..."CROSS LATERAL USING ON AS WITH RECURSIVE CASE WHEN THEN ELSE END NOT NULL IN EXISTS BETWEEN LIKE".split(
    " ",
  ),
  ..."OVER PARTITION WINDOW ROWS RANGE QUALIFY SAMPLE PIVOT UNPIVOT VALUES DISTINCT CAST INTERVAL DATE".split(
    " ",
  ),
  ..."( ) ( ) , , . ; * + - / % = <> < > || :: [ ] { } ? $1 $a @ # & | ^ ~ ! -> ->> := => ' \" ` -- /* */".split(
    " ",
  ),
  ..."1 0 -1 1.5 1e400 0x1F 'a' 'it''s' \"a b\" a b id t main default hotdata sum count max row struct".split(
    " ",
  ),
  ..."unnest range list map array TABLE IS TRUE FALSE COLLATE FILTER WITHIN EXTRACT AT VERSION TIMESTAMP".split(
    " ",
  ),
];

const MONSTERS: readonly ((random: Random) => string)[] = [
  () => `SELECT ${"(".repeat(10_000)}1${")".repeat(10_000)}`,
  () => `SELECT ${"(".repeat(10_000)}`,
  () => `SELECT 1${" + 1".repeat(20_000)}`,
  () => `SELECT ${"NOT ".repeat(10_000)}true`,
  () => `SELECT ${"-".repeat(3)} /* never closed`,
  () => "SELECT 1 /* /* /* nested */ unterminated",
  () => "SELECT 'never closed",
  () => 'SELECT "never closed',
  () => "SELECT $$never closed",
  () => `SELECT ${Array.from({ length: 5_000 }, (_, i) => `${i} AS c${i}`).join(", ")}`,
  () => `SELECT 1 ${"UNION ALL SELECT 1 ".repeat(500)}`,
  () => `SELECT * FROM ${Array.from({ length: 300 }, (_, i) => `(SELECT 1) t${i}`).join(", ")}`,
  () => `SELECT ${"[".repeat(2_000)}1${"]".repeat(2_000)}`,
  () => `SELECT ${"CASE WHEN true THEN ".repeat(2_000)}1${" END".repeat(2_000)}`,
  () => `SELECT * FROM ${"(SELECT * FROM ".repeat(800)}(SELECT 1)${") t".repeat(800)}`,
  () => `SELECT '${"x".repeat(1_000_000)}'`,
  () => `${"\n".repeat(100_000)}SELECT 1`,
  () => `SELECT "${"a".repeat(100_000)}" FROM t`,
  () => `SELECT 1 IN (${Array.from({ length: 20_000 }, (_, i) => i).join(",")})`,
  () => `SELECT ${"abs(".repeat(3_000)}1${")".repeat(3_000)}`,
  () => `SELECT 1${"::INTEGER".repeat(10_000)}`,
  () =>
    `WITH ${Array.from({ length: 500 }, (_, i) => `t${i} AS (SELECT ${i})`).join(", ")} SELECT 1`,
];

/** SQL text of every kind: accepted, refused, broken, and too large. */
export function sqlText(random: Random, tableName: string, resultId: string): string {
  const kind = random.next();
  if (kind < 0.02) return random.pick(MONSTERS)(random);
  if (kind < 0.12) return tokenSoup(random);
  const statement = random
    .pick(STATEMENTS)
    .replaceAll("$table", tableName)
    .replaceAll("$result_id", resultId);
  return kind < 0.2 ? broken(random, statement) : statement;
}

function tokenSoup(random: Random): string {
  const words = Array.from({ length: 2 + random.below(25) }, () => random.pick(TOKENS));
  return `SELECT ${words.join(" ")}`;
}

function broken(random: Random, statement: string): string {
  const at = random.below(statement.length);
  const junk = random.pick([
    "",
    "'",
    '"',
    ")",
    "(",
    "\u0000",
    "/*",
    "--",
    ";",
    "\ud800",
    "é",
    "\\",
  ]);
  return statement.slice(0, at) + junk + statement.slice(at + random.below(3));
}
