import { z } from "zod";
import type { Bench } from "../../bench.ts";
import { LoadClientProcess } from "../../load-client/load-client-process.ts";
import type { LoadRequest } from "../../load-client/protocol.ts";
import { Api } from "../../server/api.ts";
import type { BenchServer } from "../../server/bench-server.ts";
import { queryHeaders } from "./contenders.ts";

const PAGE = 1_000;
const READERS = 10;
/** More results than these are drawn from, evenly. */
const MOST_READ = 20_000;

const page = z.object({
  query_runs: z.array(
    z.object({ sql_text: z.string(), status: z.string(), result_id: z.string().nullable() }),
  ),
  next_cursor: z.string().nullish(),
});
type Run = z.infer<typeof page>["query_runs"][number];

/** Every request must have left one row of history, and a result that is read back by its id. */
export async function checkHistory(
  bench: Bench,
  server: BenchServer,
  { databaseId, requests }: { readonly databaseId: string; readonly requests: number },
): Promise<void> {
  const runs = await listRuns(server, databaseId);
  const step = Math.max(1, Math.ceil(runs.length / MOST_READ));
  const drawn = runs.filter((_, index) => index % step === 0);
  bench.progress(`reading ${drawn.length} results back`);
  await using client = new LoadClientProcess();
  const read = await client.run({
    target: { kind: "http", url: server.url, headers: queryHeaders(server, databaseId) },
    clients: READERS,
    requests: drawn.map(readBack),
  });
  const stored = runs.filter(
    ({ result_id, status }) => result_id !== null && status === "succeeded",
  );
  const how = step === 1 ? "every one read" : `every ${step}th read: ${drawn.length}`;
  const readable = read.errors === 0 ? stored.length : read.latenciesMs.length;
  bench.print(
    `history rows ${runs.length} ${runs.length === requests ? "=" : "<>"} requests ${requests}, ` +
      `results readable after restart ${readable} ${readable === requests ? "=" : "<>"} requests ` +
      `(${how})`,
  );
  if (runs.length !== requests || readable !== requests) {
    throw new Error(`history or results are missing: ${read.firstError ?? "see the line above"}`);
  }
}

async function listRuns(server: BenchServer, databaseId: string): Promise<Run[]> {
  using api = new Api(server);
  const runs: Run[] = [];
  for (let cursor = ""; ;) {
    const path = `/v1/query-runs?limit=${PAGE}${cursor}`;
    const { query_runs, next_cursor } = page.parse(
      await api.call({ method: "GET", path, databaseId }),
    );
    runs.push(...query_runs);
    if (next_cursor === undefined || next_cursor === null) return runs;
    cursor = `&cursor=${encodeURIComponent(next_cursor)}`;
  }
}

/** The last number of each of these statements is the first value of its answer. */
function readBack({ sql_text, result_id }: Run): LoadRequest {
  const first = /\d+$/.exec(sql_text)?.[0] ?? "none";
  const expects = `"rows":[[${first}`;
  return { method: "GET", path: `/v1/results/${result_id ?? "none"}`, body: "", expects };
}
