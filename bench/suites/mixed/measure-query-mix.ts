import type { RoapiServer } from "../../baseline/roapi-server.ts";
import type { Bench } from "../../bench.ts";
import { takeTurns } from "../../interleave.ts";
import { LoadClientProcess } from "../../load-client/load-client-process.ts";
import type { LoadAnswer, LoadCall, LoadRequest } from "../../load-client/protocol.ts";
import { type Measurement, measurement, type Unit } from "../../measurement.ts";
import type { BenchServer } from "../../server/bench-server.ts";
import { quantile } from "../../spread.ts";
import { queryHeaders } from "../small/contenders.ts";
import { LOOKUP, SELECT_42 } from "../small/statements.ts";
import { DASHBOARD } from "./dashboard.ts";

const CLIENTS = 20;
/** Dashboards take longer than what the bursts of small queries are made for. */
const BURSTS = 3;

interface Sides {
  readonly bench: Bench;
  readonly server: BenchServer;
  readonly databaseId: string;
  readonly roapi: RoapiServer | undefined;
}

const FIGURES: readonly (readonly [string, Unit, (burst: LoadAnswer) => number])[] = [
  ["median", "ms", ({ latenciesMs }) => quantile(latenciesMs, 0.5)],
  ["p99", "ms", ({ latenciesMs }) => quantile(latenciesMs, 0.99)],
  ["queries", "1/s", ({ latenciesMs, wholeMs }) => (latenciesMs.length / wholeMs) * 1_000],
];

/** The queries of the mix alone: two of `SELECT 42`, three lookups, two dashboards in turn. */
export async function* measureQueryMix(sides: Sides): AsyncGenerator<Measurement> {
  const { bench, server, databaseId, roapi } = sides;
  bench.progress("the queries alone");
  await using client = new LoadClientProcess();
  const statements = statementsOf(bench.scale.lookupRows);
  const common = { clients: CLIENTS, forMs: BURSTS * bench.scale.burstMs };
  const ours: LoadCall = {
    ...common,
    target: { kind: "http", url: server.url, headers: queryHeaders(server, databaseId) },
    requests: statements.map((sql) => requestOf("/v1/query", JSON.stringify({ sql }), '"rows":[[')),
  };
  const runs = new Map([["ours", () => client.run(ours)]]);
  if (roapi !== undefined) {
    const target = { kind: "http", url: roapi.url, headers: {} } as const;
    const requests = statements.map((sql) => requestOf("/api/sql", sql, "[{"));
    runs.set("roapi", () => client.run({ ...common, target, requests }));
  }
  const bursts = await takeTurns(bench.scale.rounds, runs, bench.signal);
  for (const [name, unit, of] of FIGURES) {
    const [our, other] = ["ours", "roapi"].map((side) => bursts.get(side)?.map(of));
    yield measurement("mixed", {
      case: `queries alone, ${CLIENTS} clients: ${name}`,
      unit,
      ours: our ?? [],
      ...(other === undefined ? {} : { baseline: other }),
    });
  }
  for (const [name, answers] of bursts) {
    const errors = answers.reduce((sum, answer) => sum + answer.errors, 0);
    const first = answers.find(({ firstError }) => firstError !== null)?.firstError;
    bench.report(
      `queries alone: ${name}: errors ${errors}${first === undefined ? "" : `, ${first}`}`,
    );
  }
}

function statementsOf(rowCount: number): string[] {
  const [small] = SELECT_42.all(rowCount);
  return LOOKUP.all(rowCount).flatMap((lookup, index) => {
    const dashboard = DASHBOARD[index % DASHBOARD.length] ?? "";
    return index % 3 === 0
      ? [lookup.sql, small?.sql ?? "", dashboard]
      : index % 3 === 1
        ? [lookup.sql, small?.sql ?? ""]
        : [lookup.sql, dashboard];
  });
}

function requestOf(path: string, body: string, expects: string): LoadRequest {
  return { method: "POST", path, body, expects };
}
