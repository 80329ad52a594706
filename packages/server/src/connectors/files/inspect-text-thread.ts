import { parentPort, workerData } from "node:worker_threads";
import { inspectCsv } from "../../engine/duckdb/csv/inspect-csv.ts";
import { inspectJson } from "../../engine/duckdb/json/inspect-json.ts";
import { type LoadSource, SqlError } from "../../engine/engine.ts";
import type { InspectedText } from "./inspect-text.ts";

const NEVER = new AbortController().signal;

async function inspect(source: LoadSource): Promise<InspectedText> {
  try {
    const inspected = source.format === "json" ? inspectJson : inspectCsv;
    return { description: await inspected(source, NEVER) };
  } catch (error) {
    if (error instanceof SqlError) return { problem: error.message };
    throw error;
  }
}

parentPort?.postMessage(await inspect(workerData), []);
