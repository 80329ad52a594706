// A worker thread reads a large result batch by batch, while the main thread stays free. The same
// client runs in the web workers of browsers, Deno and Bun.
//
// Run: node examples/worker.ts
// Needs HOTDATA_API_URL and HOTDATA_API_KEY, and apache-arrow beside the client.
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { Hotdata } from "hotdata";

/** Reads 2,000,000 rows; memory stays that of one batch. */
async function work(): Promise<void> {
  const hotdata = new Hotdata();
  const query = hotdata.sql`SELECT i AS n, i % 7 AS weekday FROM range(2000000) t(i)`;
  const counts = Array.from({ length: 7 }, () => 0);
  let rowCount = 0;
  for await (const batch of query.batches()) {
    for (const value of batch.getChild("weekday") ?? []) {
      const weekday = Number(value);
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    rowCount += batch.numRows;
    parentPort?.postMessage({ rowCount });
  }
  parentPort?.postMessage({ rowCount, counts });
}

function watch(): void {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 5);
  const worker = new Worker(new URL(import.meta.url));
  worker.on("message", ({ rowCount, counts }) => {
    if (counts !== undefined) console.log(`${rowCount} rows, by weekday: ${counts.join(", ")}`);
  });
  worker.on("exit", (code) => {
    clearInterval(ticking);
    console.log(`the main thread was free meanwhile: ${ticks > 0}`);
    process.exitCode = code;
  });
}

if (isMainThread) watch();
else await work();
