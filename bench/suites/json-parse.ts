import { Hotdata, parseJson } from "../../packages/sdk/src/hotdata.ts";
import type { NumberMode } from "../../packages/sdk/src/hotdata.ts";
import type { Bench, Suite } from "../bench.ts";
import { jsonRows } from "../data/json-rows.ts";
import type { RiskyColumn } from "../data/json-rows.ts";
import { interleave, timed } from "../interleave.ts";
import { measurement } from "../measurement.ts";
import type { Measurement } from "../measurement.ts";

/** What parsing may take, as a multiple of `JSON.parse`, in the default mode. */
const PLAIN_AIM = 1.5;
const RISKY_AIM = 3;

const CASES: readonly { readonly risky: RiskyColumn; readonly numbers: NumberMode }[] = [
  { risky: "none", numbers: "number" },
  { risky: "bigint", numbers: "number" },
  { risky: "decimal", numbers: "number" },
  { risky: "double", numbers: "number" },
  { risky: "bigint", numbers: "bigint" },
  { risky: "bigint", numbers: "string" },
];

const PAGE_RUNS = 1_000;
/** A page is quick; single ones tell little. */
const PAGES = 20;

/** Answers as the SDK takes them: every digit kept, types checked, names changed. */
export const jsonParse: Suite = {
  name: "json-parse",
  about: "The SDK's JSON reading alone, which keeps every digit, checks models and renames fields.",
  baseline: "JSON.parse of the same text, which loses digits, checks nothing and renames nothing",
  run: measureParsing,
};

async function* measureParsing(bench: Bench): AsyncGenerator<Measurement> {
  const [rowCount = 0] = bench.scale.readRows;
  for (const { risky, numbers } of CASES) {
    bench.progress(`${rowCount.toLocaleString("en")} rows, ${numbers}, long numbers: ${risky}`);
    const text = jsonRows(rowCount, risky);
    const { ours, baseline } = await interleave({
      rounds: bench.scale.rounds,
      ours: () => timed(async () => parseJson(text, numbers)),
      baseline: () => timed(async () => JSON.parse(text) as unknown),
      signal: bench.signal,
    });
    const column = risky === "none" ? "no long numbers" : `a column of long ${risky}s`;
    const times = risky === "none" ? PLAIN_AIM : RISKY_AIM;
    yield measurement("json-parse", {
      case: `${rowCount.toLocaleString("en")} rows, ${column}, mode ${numbers}`,
      unit: "ms",
      ours,
      baseline,
      aim: (our, bare = Infinity) =>
        numbers === "number" ? { text: `${times}x`, isMet: our <= bare * times } : undefined,
    });
  }
  for (const validateResponses of [true, false]) yield await measurePage(bench, validateResponses);
}

/** A page of models, from text to objects: the cost of names and, validated, of looking at each field. */
async function measurePage(bench: Bench, validateResponses: boolean): Promise<Measurement> {
  const text = pageOfRuns();
  await using hotdata = new Hotdata({
    apiKey: "key",
    validateResponses,
    fetch: async () => new Response(text),
  });
  const { ours, baseline } = await interleave({
    rounds: bench.scale.rounds,
    ours: () => timed(() => repeat(() => hotdata.queryRuns.listQueryRuns())),
    baseline: () =>
      timed(() => repeat(async () => JSON.parse(await new Response(text).text()) as unknown)),
    signal: bench.signal,
  });
  return measurement("json-parse", {
    case: `${PAGES} pages of ${PAGE_RUNS.toLocaleString("en")} query runs, ${validateResponses ? "validated" : "not validated"}`,
    unit: "ms",
    ours,
    baseline,
  });
}

async function repeat(work: () => Promise<unknown>): Promise<void> {
  for (let page = 0; page < PAGES; page += 1) await work();
}

function pageOfRuns(): string {
  const runs = Array.from({ length: PAGE_RUNS }, (_, index) => ({
    id: `qrun${index}`,
    status: "succeeded",
    sql_text: `SELECT * FROM orders WHERE id = ${index} ORDER BY placed_at DESC LIMIT 10`,
    sql_hash: index.toString(16).padStart(64, "0"),
    snapshot_id: `snap${index}`,
    created_at: "2026-01-01T00:00:00.000Z",
    completed_at: "2026-01-01T00:00:00.100Z",
    execution_time_ms: index,
    server_processing_ms: index,
    result_id: `rslt${index}`,
    row_count: index,
    rows_scanned: null,
    bytes_scanned: null,
    error_message: null,
    error_code: null,
    warning_message: null,
    saved_query_id: null,
    saved_query_version: null,
    sandbox_id: null,
    trace_id: null,
    user_public_id: "user",
  }));
  return JSON.stringify({
    query_runs: runs,
    count: PAGE_RUNS,
    limit: PAGE_RUNS,
    has_more: true,
    next_cursor: "next",
  });
}
