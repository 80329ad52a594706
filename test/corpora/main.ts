import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { runClickBench } from "./clickbench/run-clickbench.ts";
import { CorpusClient } from "./corpus-client.ts";
import type { Tally } from "./tally.ts";
import { runSltCorpora } from "./slt/run-slt-corpora.ts";
import { runTpch } from "./tpch/run-tpch.ts";

const OPTIONS = {
  /** Everything instead of what CI has time for. */
  all: { type: "boolean", default: false },
  /** One corpus instead of all: `slt`, `tpch` or `clickbench`. */
  only: { type: "string" },
  /** A folder of sqllogictest files, such as `test/sql` of DuckDB's sources, instead of ours. */
  files: { type: "string" },
  /** Only files of the sqllogictest corpora with this in their path. */
  match: { type: "string" },
  /** Which files are drawn where not all are run. */
  seed: { type: "string", default: "1" },
  /** Leaves the corpus out that cargo has to fetch. */
  "without-foreign": { type: "boolean", default: false },
  /** Scale factor of TPC-H. */
  sf: { type: "string" },
  /** Rows of ClickBench's table. */
  rows: { type: "string" },
} as const;

/** Compares answers of the real server with DuckDB's own; ends with 1 when one differs. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const folder = await mkdtemp(join(tmpdir(), "hotdata-corpora-"));
  const apiKey = "corpora-test-key";
  // As much as the DuckDB that it is compared with has.
  const env = { HOTDATA_ENGINE_MEMORY_MB: "2048" };
  const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey, env });
  try {
    const client = new CorpusClient(server.url, apiKey);
    const sub = async (name: string): Promise<string> => {
      await mkdir(join(folder, name));
      return join(folder, name);
    };
    const corpora: Readonly<Record<string, () => Promise<Tally[]>>> = {
      slt: async () =>
        runSltCorpora(client, {
          all: values.all,
          seed: Number(values.seed),
          files: values.files,
          match: values.match,
          withoutForeign: values["without-foreign"],
          scratch: await sub("slt"),
        }),
      tpch: async () => {
        const scale = Number(values.sf ?? (values.all ? 1 : 0.1));
        return [await runTpch(client, await sub("tpch"), scale)];
      },
      clickbench: async () => {
        const rows = Number(values.rows ?? (values.all ? 10_000_000 : 200_000));
        return [await runClickBench(client, await sub("clickbench"), rows)];
      },
    };
    const names = values.only === undefined ? Object.keys(corpora) : [values.only];
    const tallies: Tally[] = [];
    for (const name of names) {
      const run = corpora[name];
      if (run === undefined) throw new Error(`--only takes ${Object.keys(corpora).join(", ")}`);
      const started = performance.now();
      tallies.push(...(await run()));
      console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    for (const tally of tallies) tally.print();
    return tallies.every((tally) => tally.isGood) ? 0 : 1;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
