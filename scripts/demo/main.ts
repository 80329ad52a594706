import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ApiException, Hotdata } from "hotdata";
import { startDemoServer } from "./demo-server.ts";
import { MemoryWatch } from "./memory-watch.ts";
import { bar, grid, heading } from "./terminal.ts";

const DATA = join(import.meta.dirname, "../../node_modules/vega-datasets/data");

const BUSIEST_ROUTES = `
  SELECT o.city AS "from", d.city AS "to", count(*) AS flights, round(avg(f.delay), 1) AS "average delay (min)"
  FROM flights f
  JOIN airports o ON o.iata = f.origin
  JOIN airports d ON d.iata = f.destination
  GROUP BY ALL ORDER BY flights DESC LIMIT 5`;

const BEST_DIRECTORS = `
  SELECT "Director" AS director, count(*) AS films, round(avg("IMDB Rating"), 2) AS rating
  FROM movies WHERE "Director" IS NOT NULL
  GROUP BY ALL HAVING films >= 5 ORDER BY rating DESC LIMIT 5`;

/** The main job, from nothing to millions of rows, on a server of its own. */
async function main(): Promise<void> {
  const started = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-demo-"));
  const server = await startDemoServer(dataDir);
  const memory = new MemoryWatch();
  try {
    const hotdata = new Hotdata({ host: server.url, apiKey: server.apiKey });
    console.log(`A Hotdata server is running at ${server.url} (data in ${dataDir}).`);
    await tour(hotdata);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `\nAll in ${seconds.toFixed(1)} s; peak memory of server and client together: ${memory.peakMb()} MB.`,
    );
  } finally {
    memory.stop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(
    "\nNext: `npm start` keeps a server on ./.hotdata; README.md has the first program to write.",
  );
}

async function tour(hotdata: Hotdata): Promise<void> {
  heading("1. One call creates a SQL database");
  const database = await hotdata.databases.createDatabase({ name: "demo", expiresAt: "24h" });
  console.log(`${database.id} (expires ${database.expiresAt})`);

  heading("2. Three real files are loaded: Parquet, CSV, JSON");
  await load(hotdata, database.id, "flights", "flights-3m.parquet");
  await load(hotdata, database.id, "airports", "airports.csv");
  await load(hotdata, database.id, "movies", "movies.json");

  heading("3. SQL joins them");
  console.log("The busiest routes:\n");
  await show(hotdata, database.id, BUSIEST_ROUTES);
  console.log("\nDirectors with the best rated films:\n");
  await show(hotdata, database.id, BEST_DIRECTORS);

  heading("4. A broken file is refused as a whole, and says where");
  await loadBroken(hotdata, database.id);

  heading("5. All flights come back as Apache Arrow");
  await streamFlights(hotdata, database.id);
}

async function load(
  hotdata: Hotdata,
  databaseId: string,
  table: string,
  fileName: string,
): Promise<void> {
  const started = performance.now();
  const path = join(DATA, fileName);
  const { size } = await stat(path);
  const progress = bar(`${fileName} -> ${table}`, size);
  const counted = Readable.from(
    (async function* () {
      for await (const chunk of createReadStream(path)) {
        progress.add(chunk.length);
        yield chunk;
      }
    })(),
  );
  const upload = await hotdata.uploads.uploadFile(Readable.toWeb(counted));
  const loaded = await hotdata.databases.loadDatabaseTable(databaseId, "main", table, {
    mode: "replace",
    uploadId: upload.id,
  });
  progress.end(
    `${loaded.rowCount.toLocaleString("en")} rows, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

async function show(hotdata: Hotdata, databaseId: string, sql: string): Promise<void> {
  const answer = await hotdata.query.query({ sql }, { xDatabaseId: databaseId });
  if (!("rows" in answer)) throw new Error("the query went to the background");
  console.log(grid(answer.columns, answer.rows));
  console.log(`(${answer.rows.length} rows in ${answer.executionTimeMs} ms)`);
}

async function loadBroken(hotdata: Hotdata, databaseId: string): Promise<void> {
  const csv =
    "iata,name,city,latitude\nXX1,First Field,Nowhere,47.5\nXX2,Second Field,Nowhere,north\n";
  const upload = await hotdata.uploads.uploadFile(new Blob([csv]), { contentType: "text/csv" });
  try {
    await hotdata.databases.loadDatabaseTable(databaseId, "main", "airports", {
      mode: "append",
      uploadId: upload.id,
    });
    throw new Error("the broken file was accepted");
  } catch (error) {
    if (!(error instanceof ApiException)) throw error;
    console.log(`${error.status} ${error.code}: ${error.message}`);
  }
}

async function streamFlights(hotdata: Hotdata, databaseId: string): Promise<void> {
  const started = performance.now();
  const answer = await hotdata.query.query(
    { sql: "SELECT * FROM flights" },
    { xDatabaseId: databaseId },
  );
  if (!("rows" in answer) || typeof answer.resultId !== "string") {
    throw new Error("the query has no stored result");
  }
  let rows = 0;
  let bytes = 0;
  for await (const batch of hotdata.results.streamResultArrow(answer.resultId, {
    xDatabaseId: databaseId,
  })) {
    rows += batch.numRows;
    bytes += batch.data.byteLength;
  }
  const seconds = (performance.now() - started) / 1000;
  const megabytes = bytes / 1e6;
  console.log(
    `rows ${rows}, ${megabytes.toFixed(0)} MB in ${seconds.toFixed(1)} s (${(megabytes / seconds).toFixed(0)} MB/s, query included)`,
  );
}

await main();
