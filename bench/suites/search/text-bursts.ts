import { setImmediate as turn } from "node:timers/promises";
import { postgresStatement } from "../../baseline/postgres-search.ts";
import type { PostgresServer } from "../../baseline/postgres-server.ts";
import type { SqliteSearch } from "../../baseline/sqlite-search.ts";
import type { LoadAnswer, LoadCall } from "../../load-client/protocol.ts";
import { queryHeaders } from "../small/contenders.ts";
import type { TextSides } from "./text.ts";

type Queries = readonly (readonly string[])[];
type Burst = Pick<LoadCall, "target" | "requests">;

const BEST_TEN =
  "SELECT id, score FROM bm25_search('default.main.docs', 'body', $1, 10) ORDER BY score DESC";

/** The body of a request for the ten best documents. */
export function textQuery(text: string): { readonly sql: string; readonly parameters: string[] } {
  return { sql: BEST_TEN, parameters: [text] };
}

export function textBursts({ server, database }: TextSides, queries: Queries): Burst {
  return {
    target: { kind: "http", url: server.url, headers: queryHeaders(server, database.id) },
    requests: queries.map((words) => ({
      method: "POST",
      path: "/v1/query",
      body: JSON.stringify(textQuery(words.join(" "))),
      expects: '"rows":[[',
    })),
  };
}

export function postgresBursts({ port, user }: PostgresServer, queries: Queries): Burst {
  return {
    target: { kind: "postgres", port, user },
    requests: queries.map((words) => ({
      method: "POST",
      path: "",
      body: postgresStatement(words),
      expects: ",",
    })),
  };
}

/** One query after the other in this process. */
export async function sqliteBursts(
  sqlite: SqliteSearch,
  queries: Queries,
  forMs: number,
): Promise<LoadAnswer> {
  const latenciesMs: number[] = [];
  const started = performance.now();
  for (let next = 0; performance.now() < started + forMs; next += 1) {
    const asked = performance.now();
    const found = sqlite.search(queries[next % queries.length] ?? []);
    if (found.length === 0) throw new Error("SQLite found nothing");
    latenciesMs.push(performance.now() - asked);
    if (next % 100 === 0) await turn();
  }
  return { latenciesMs, wholeMs: performance.now() - started, errors: 0, firstError: null };
}
