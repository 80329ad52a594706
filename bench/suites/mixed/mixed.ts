import { z } from "zod";
import { RoapiServer } from "../../baseline/roapi-server.ts";
import type { Bench, Suite } from "../../bench.ts";
import { ChildProgram } from "../../child-program.ts";
import {
  MIXED_KINDS,
  type MixedAnswer,
  mixedAnswer,
  type MixedCall,
} from "../../load-client/mixed-protocol.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { Api } from "../../server/api.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import { BenchServer } from "../../server/bench-server.ts";
import { loadMadeUp } from "../../server/load-made-up.ts";
import { quantile } from "../../spread.ts";
import { queryHeaders } from "../small/contenders.ts";
import { LOOKUP, SELECT_42 } from "../small/statements.ts";
import { DASHBOARD } from "./dashboard.ts";
import { measureQueryMix } from "./measure-query-mix.ts";

const MIXED_CLIENTS = 20;
const RESULT_ROWS = 50_000;

const submitted = z.object({ result_id: z.string() });
const reply = z.union([mixedAnswer, z.object({ error: z.string() })]);

/** Everything at once by many clients, then the queries alone beside roapi. */
export const mixed: Suite = {
  name: "mixed",
  about:
    "Twenty clients at once for a minute: half lookups and `SELECT 42`, a fifth dashboards, the rest loads, fetches of a stored result, and forks that are deleted; then the queries alone.",
  baseline:
    "roapi over the same Parquet files, for the queries alone and in turns; it has neither loads, " +
    "forks nor stored results",
  run: measureMixed,
};

async function* measureMixed(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const database = await BenchDatabase.create(server, api);
  const files = await loadMadeUp({ bench, database }, "orders", bench.scale.lookupRows);
  const wide = await database.query(`SELECT * FROM orders LIMIT ${RESULT_ROWS}`);
  const all = LOOKUP.all(bench.scale.lookupRows).map(({ sql }) => sql);
  const answer = await runMixed(bench, {
    url: server.url,
    headers: queryHeaders(server, database.id),
    databaseId: database.id,
    clients: MIXED_CLIENTS,
    forMs: bench.scale.mixedMs,
    small: all.flatMap((sql) => [sql, ...SELECT_42.all(1).map((one) => one.sql)]),
    dashboard: [...DASHBOARD],
    resultId: submitted.parse(wide).result_id,
  });
  yield* mixedMeasurements(bench, answer);
  await using roapi = await RoapiServer.start(bench, new Map([["orders", files]]));
  yield* measureQueryMix({ bench, server, databaseId: database.id, roapi });
}

async function runMixed(bench: Bench, call: MixedCall): Promise<MixedAnswer> {
  bench.progress(`${call.forMs / 1_000} s by ${call.clients} clients`);
  await using program = new ChildProgram("load-client/mixed-main.ts");
  program.send(call);
  const answer = reply.parse(await program.next());
  if ("error" in answer) throw new Error(answer.error);
  return answer;
}

function* mixedMeasurements(bench: Bench, answer: MixedAnswer): Generator<Measurement> {
  const { kinds, wholeMs, firstError } = answer;
  const all = Object.values(kinds);
  const done = all.reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0);
  const errors = all.reduce((sum, one) => sum + one.errors, 0);
  const rate = (done / wholeMs) * 1_000;
  const seconds = Math.round(bench.scale.mixedMs / 1_000);
  const label = `${seconds} s, ${MIXED_CLIENTS} clients`;
  bench.print(`${label}: ${rate.toFixed(0)} operations a second, errors ${errors}`);
  if (firstError !== null) bench.report(`first error: ${firstError}`);
  yield measurement("mixed", { case: `${label}: operations`, unit: "1/s", ours: [rate] });
  yield measurement("mixed", {
    case: `${label}: errors`,
    unit: "errors",
    ours: [errors],
    aim: () => ({ text: "0", isMet: errors === 0 }),
  });
  for (const kind of MIXED_KINDS) {
    const { latenciesMs, errors: failed } = kinds[kind];
    if (latenciesMs.length === 0) {
      bench.report(`${kind}: none was answered, errors ${failed}`);
      continue;
    }
    const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
    bench.print(
      `${kind}: ${latenciesMs.length}, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, errors ${failed}`,
    );
    yield measurement("mixed", { case: `${kind}: p50`, unit: "ms", ours: [p50] });
    yield measurement("mixed", { case: `${kind}: p99`, unit: "ms", ours: [p99] });
  }
}
