import { join } from "node:path";
import { createSqliteDatabase } from "../baseline/sqlite-database.ts";
import type { Bench, Suite } from "../bench.ts";
import { interleave, timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { quantile } from "../spread.ts";

const AIM_MS = 15;

/** Databases created one after the other; each is on disk when the answer comes. */
export const create: Suite = {
  name: "create",
  about: "Databases created one after the other, each on disk when the call returns.",
  baseline: "a new SQLite file with one table and full sync, through node:sqlite",
  run: measureCreation,
};

async function* measureCreation(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const count = bench.scale.databases.toLocaleString("en");
  bench.progress(`${count} databases`);
  let next = 0;
  const { ours, baseline } = await interleave({
    rounds: bench.scale.databases,
    ours: () => timed(() => BenchDatabase.create(server, api)),
    baseline: async () => {
      next += 1;
      return createSqliteDatabase(join(bench.folder, `bare-${next}.sqlite`));
    },
    signal: bench.signal,
  });
  yield measurement("create", {
    case: `${count} databases, one after the other: median`,
    unit: "ms",
    ours,
    baseline,
    aim: (oursMs) => ({ text: `${AIM_MS} ms`, isMet: oursMs <= AIM_MS }),
  });
  yield measurement("create", {
    case: `${count} databases, one after the other: 95th percentile`,
    unit: "ms",
    ours: [quantile(ours, 0.95)],
    baseline: [quantile(baseline, 0.95)],
  });
}
