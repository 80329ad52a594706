import { rm } from "node:fs/promises";
import { join } from "node:path";
import { BareDuckDb, type FileTarget, literal } from "../baseline/bare-duckdb.ts";
import type { Bench, Suite } from "../bench.ts";
import { interleave, timed } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";

interface Format {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly writeOptions: string;
  /** DuckDB's function that reads it. */
  readonly reader: string;
}

const FORMATS: readonly Format[] = [
  {
    name: "Parquet",
    fileName: "orders.parquet",
    contentType: "application/vnd.apache.parquet",
    writeOptions: "FORMAT parquet",
    reader: "read_parquet",
  },
  {
    name: "CSV",
    fileName: "orders.csv",
    contentType: "text/csv",
    writeOptions: "FORMAT csv, HEADER",
    reader: "read_csv",
  },
  {
    name: "JSON lines",
    fileName: "orders.jsonl",
    contentType: "application/x-ndjson",
    writeOptions: "FORMAT json",
    reader: "read_json",
  },
];

/** Files into a managed table: uploaded, converted, synced to disk and committed. */
export const load: Suite = {
  name: "load",
  about:
    "Files of three formats into a managed table: every value of a text file is proved to be read exactly, which the baseline does not do.",
  baseline: "bare DuckDB, COPY (SELECT * FROM read_...) TO zstd Parquet, not synced to disk",
  run: measureLoads,
};

async function* measureLoads(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  using duckDb = await BareDuckDb.open(bench);
  const database = await BenchDatabase.create(server, api);
  for (const format of FORMATS) yield* measureFormat({ bench, database, duckDb }, format);
}

interface Sides {
  readonly bench: Bench;
  readonly database: BenchDatabase;
  readonly duckDb: BareDuckDb;
}

async function* measureFormat(sides: Sides, format: Format): AsyncGenerator<Measurement> {
  const { bench, database, duckDb } = sides;
  const rows = bench.scale.fileRows.toLocaleString("en");
  bench.progress(`${rows} rows of ${format.name}`);
  const path = join(bench.folder, format.fileName);
  const source: FileTarget = { path, options: format.writeOptions };
  await duckDb.generate("orders", bench.scale.fileRows, source);
  const bare = { ...format, path, targetPath: join(bench.folder, "bare.parquet") };
  const { ours, baseline } = await interleave({
    rounds: bench.scale.rounds,
    ours: () => timeLoad(database, { path, contentType: format.contentType }),
    baseline: () => timeCopy(duckDb, bare),
    signal: bench.signal,
  });
  await rm(path);
  const label = `${format.name}, ${rows} rows`;
  const loadMs = ours.map((round) => round.loadMs);
  const wholeMs = ours.map((round) => round.uploadMs + round.loadMs);
  yield measurement("load", { case: `${label}: load`, unit: "ms", ours: loadMs, baseline });
  yield measurement("load", {
    case: `${label}: upload and load`,
    unit: "ms",
    ours: wholeMs,
    baseline,
  });
}

async function timeLoad(
  database: BenchDatabase,
  file: { readonly path: string; readonly contentType: string },
): Promise<{ readonly uploadMs: number; readonly loadMs: number }> {
  const started = performance.now();
  const uploadId = await database.upload(file);
  const uploadMs = performance.now() - started;
  return { uploadMs, loadMs: await timed(() => database.load("orders", uploadId)) };
}

async function timeCopy(
  duckDb: BareDuckDb,
  copy: { readonly reader: string; readonly path: string; readonly targetPath: string },
): Promise<number> {
  const source = `${copy.reader}(${literal(copy.path)})`;
  const target = `${literal(copy.targetPath)} (FORMAT parquet, COMPRESSION zstd)`;
  const copyMs = await timed(() => duckDb.run(`COPY (SELECT * FROM ${source}) TO ${target}`));
  // Nothing is left for the system to write while the other side syncs its own file.
  await rm(copy.targetPath);
  return copyMs;
}
