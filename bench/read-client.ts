import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import { z } from "zod";
import { Hotdata } from "../packages/sdk/src/hotdata.ts";
import {
  type ReadAnswer,
  type ReadCall,
  type Reading,
  readCall,
  type ReadWay,
} from "./read-client-protocol.ts";

/** A JSON text of more rows may not fit into one string. */
const BARE_PAGE_ROWS = 1_000_000;

const submitted = z.object({ result_id: z.string() });
const page = z.object({ rows: z.custom<unknown[]>(Array.isArray) });

const WAYS: Readonly<Record<ReadWay, (call: ReadCall) => Promise<number>>> = {
  rows: async (call) => (await queryOf(call).rows()).length,
  each: async (call) => {
    let rowCount = 0;
    for await (const row of queryOf(call)) if (row !== undefined) rowCount += 1;
    return rowCount;
  },
  arrow: async (call) => (await queryOf(call).arrow()).numRows,
  batches: async (call) => {
    let rowCount = 0;
    for await (const batch of queryOf(call).batches()) rowCount += batch.numRows;
    return rowCount;
  },
  "bare-json": readBareJson,
  "bare-arrow": async (call) => {
    const response = await fetchResult(call, `format=arrow`);
    return tableFromIPC(new Uint8Array(await response.arrayBuffer())).numRows;
  },
  "bare-batches": async (call) => {
    const response = await fetchResult(call, "format=arrow");
    let rowCount = 0;
    for await (const batch of await RecordBatchReader.from(response)) rowCount += batch.numRows;
    return rowCount;
  },
};

/** Entry of a process that reads once and tells how much memory that took. */
function serve(): void {
  process.on("message", (message) => {
    answer(readCall.parse(message)).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) } satisfies ReadAnswer),
    );
  });
  process.once("disconnect", () => process.exit(0));
}

async function answer(call: ReadCall): Promise<Reading> {
  // Loads and compiles what the timed reading uses.
  await WAYS[call.way]({ ...call, sql: call.warmUpSql });
  const started = performance.now();
  const rowCount = await WAYS[call.way](call);
  const ms = performance.now() - started;
  return { rowCount, ms, peakMb: process.resourceUsage().maxRSS / 1_024 };
}

function queryOf({ url, apiKey, databaseId, sql }: ReadCall) {
  return new Hotdata({ host: url, apiKey }).database(databaseId).sql.text(sql);
}

async function readBareJson(call: ReadCall): Promise<number> {
  const resultId = await submit(call);
  let rowCount = 0;
  const rows: unknown[] = [];
  for (;;) {
    const query = `offset=${rowCount}&limit=${BARE_PAGE_ROWS}`;
    const response = await fetchPath(call, `/v1/results/${resultId}?${query}`);
    const { rows: some } = page.parse(JSON.parse(await response.text()));
    for (const row of some) rows.push(row);
    rowCount += some.length;
    if (some.length < BARE_PAGE_ROWS) return rows.length;
  }
}

async function fetchResult(call: ReadCall, query: string): Promise<Response> {
  return fetchPath(call, `/v1/results/${await submit(call)}?${query}`);
}

async function submit(call: ReadCall): Promise<string> {
  const body = JSON.stringify({ sql: call.sql });
  const response = await fetchPath(call, "/v1/query", { method: "POST", body });
  return submitted.parse(await response.json()).result_id;
}

async function fetchPath(
  { url, apiKey, databaseId }: ReadCall,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    "x-database-id": databaseId,
    "content-type": "application/json",
  };
  const response = await fetch(`${url}${path}`, { ...init, headers });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return response;
}

serve();
