import type { Random } from "./random.ts";

/** The names that tables and CTEs share, so that they hide each other. */
export const names = ["a", "b", "c"] as const;

interface RandomCte {
  readonly name: string;
  readonly sql: string;
}

/** A query of one column `v`, nested up to `depth`, with CTEs in odd places, each of them used. */
export function randomQuery(random: Random, depth: number): string {
  const body = randomBody(random, depth);
  if (depth === 0 || random.chance(45)) return body;
  const { keyword, ctes } = randomCtes(random, depth - 1);
  const uses = ctes.map(({ name }) => `EXISTS (FROM ${name})`).join(" AND ");
  return `${keyword} ${ctes.map(({ sql }) => sql).join(", ")} SELECT v FROM (${body}) WHERE ${uses}`;
}

function randomCtes(random: Random, depth: number): { keyword: string; ctes: RandomCte[] } {
  const recursive = random.chance(30) ? [randomRecursion(random, depth)] : [];
  const others = names
    .filter((name) => random.chance(50) && name !== recursive[0]?.name)
    .map((name) => randomCte(random, depth, name));
  const ctes = [...others, ...recursive];
  return {
    keyword: recursive.length === 0 ? "WITH" : "WITH RECURSIVE",
    ctes: ctes.length === 0 ? [randomCte(random, depth, "a")] : ctes,
  };
}

function randomCte(random: Random, depth: number, name: string): RandomCte {
  const spelled = random.chance(20) ? name.toUpperCase() : name;
  const materialized = random.pick(["", "", "MATERIALIZED ", "NOT MATERIALIZED "]);
  return { name, sql: `${spelled}(v) AS ${materialized}(${randomQuery(random, depth)})` };
}

function randomRecursion(random: Random, depth: number): RandomCte {
  const name = random.pick(names);
  const query = randomQuery(random, depth);
  // Without parentheses, a leading WITH belongs to the whole recursion.
  const start = query.startsWith("WITH") ? query : `(${query})`;
  const step = `SELECT v FROM ${randomSource(random, depth)}, ${name} AS step(w) WHERE w < 3`;
  return { name, sql: `${name}(v) AS (${start} UNION ALL ${step})` };
}

function randomBody(random: Random, depth: number): string {
  const source = randomSource(random, depth);
  if (depth === 0) return `SELECT v FROM ${source}`;
  const inner = (): string => randomQuery(random, depth - 1);
  return random.pick([
    () => `SELECT v FROM ${source}`,
    () => `(${inner()}) UNION ALL (${inner()})`,
    () => `SELECT v FROM ${source} WHERE v IN (${inner()})`,
    () => `SELECT (SELECT max(v) FROM (${inner()})) AS v FROM ${source}`,
    () => `SELECT s.v FROM ${source} AS s, LATERAL (${inner()}) AS l(w)`,
    () => `SELECT v FROM ${source} ORDER BY v LIMIT (SELECT count(*) FROM (${inner()}))`,
    () => `SELECT sum(v) FILTER (EXISTS (${inner()})) AS v FROM ${source}`,
    () => `SELECT v FROM ${source} AS s(v) SEMI JOIN (${inner()}) AS j USING (v)`,
    () => `SELECT v FROM unnest((SELECT list(v) FROM (${inner()}))) AS u(v)`,
    () => `SELECT count(*) AS v FROM (DESCRIBE ${inner()})`,
  ])();
}

function randomSource(random: Random, depth: number): string {
  if (depth > 0 && random.chance(35)) return `(${randomQuery(random, depth - 1)})`;
  return random.pick([...names, ...names, "A", '"b"', "main.c"]);
}
