import type { Random } from "../crash/random.ts";

/**
 * Statements of all kinds that take far longer than anybody waits here. `events` has a million rows:
 * id, kind (of 1,000), word.
 */
const STATEMENTS: Readonly<Record<string, string>> = {
  "cross join": "SELECT count(*) FROM events a, events b WHERE (a.id * b.id) % 7 = 3",
  ranges: "SELECT sum(a.range * b.range % 7) FROM range(100000000) a, range(100000) b",
  sort: "SELECT h FROM (SELECT hash(range) AS h FROM range(300000000)) ORDER BY h",
  "top rows": "SELECT h FROM (SELECT hash(range) AS h FROM range(9000000000)) ORDER BY h LIMIT 9",
  groups: "SELECT count(*) FROM (SELECT hash(range) AS h FROM range(300000000) GROUP BY h)",
  "distinct texts": "SELECT count(DISTINCT hash(range)::VARCHAR) FROM range(300000000)",
  window:
    "SELECT max(s) FROM (SELECT sum(a.id) OVER (PARTITION BY a.kind ORDER BY a.word) AS s " +
    "FROM events a, range(300))",
  recursion:
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 2000000000) " +
    "SELECT count(*) FROM r",
  "long texts":
    "SELECT sum(length(replace(repeat(word || range, 200), 'ab', 'xyz'))) FROM events, range(1000)",
  "lists taken apart":
    "SELECT count(*) FROM (SELECT unnest(range(1, kind + 1)) FROM events, range(100))",
  patterns:
    "SELECT count(*) FROM events, range(1000) WHERE regexp_matches(word || range, '(a|b|ab)*c(d|e)*f$')",
  "a long result": "SELECT range AS n, hash(range)::VARCHAR AS word FROM range(500000000)",
  "unequal join": "SELECT count(*) FROM events a JOIN events b ON a.id < b.id AND a.kind > b.kind",
  "outer join":
    "SELECT count(*) FROM events a LEFT JOIN events b ON a.word || b.word LIKE '%12%67%'",
  "a list of values": `SELECT count(*) FROM events, range(10000) WHERE id * range IN (${manyValues()})`,
  "explain analyze":
    "EXPLAIN ANALYZE SELECT count(*) FROM events a, events b WHERE (a.id * b.id) % 7 = 3",
  "a query for each row":
    "SELECT sum((SELECT count(*) FROM events b WHERE b.kind < a.kind AND b.id > a.id)) FROM events a",
};

export interface LongStatement {
  readonly kind: string;
  readonly sqlText: string;
}

export function pickStatement(random: Random): LongStatement {
  const [kind, sqlText] = random.pick(Object.entries(STATEMENTS));
  return { kind, sqlText };
}

function manyValues(): string {
  return Array.from({ length: 2_000 }, (_, index) => index * 37).join(", ");
}
