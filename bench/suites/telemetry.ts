import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bench, Suite } from "../bench.ts";
import { interleave, timed } from "../interleave.ts";
import { type Aim, type Measurement, measurement } from "../measurement.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";

const AIM = 1.03;
/** So often Prometheus comes by. */
const SCRAPE_MS = 5_000;
/** A clock tick of Linux' /proc. */
const TICK_MS = 10;

interface Statement {
  readonly name: string;
  readonly sql: string;
  /** Requests in a row that make one sample. */
  readonly burst: number;
}

const STATEMENTS: readonly Statement[] = [
  { name: "SELECT 42", sql: "SELECT 42", burst: 10 },
  {
    name: "20 ms of work",
    sql: "SELECT sum(hash(range) % 1000) AS total FROM range(2000000)",
    burst: 1,
  },
];

/** What watching costs: the same requests to a server that is watched and to one that is not. */
export const telemetry: Suite = {
  name: "telemetry",
  about:
    "What watching costs: the same requests to a server that is scraped and traced, and to one that is not.",
  baseline: "the same server with HOTDATA_METRICS=off and without a collector of traces",
  run: measureTelemetry,
};

async function* measureTelemetry(bench: Bench): AsyncGenerator<Measurement> {
  await using collector = await Collector.start();
  for (const ratio of ["1", "0.1"]) {
    await using ours = await Side.start(bench, `watched-${ratio}`, {
      HOTDATA_OTLP_URL: collector.url,
      HOTDATA_TRACE_RATIO: ratio,
    });
    await using plain = await Side.start(bench, `plain-${ratio}`, { HOTDATA_METRICS: "off" });
    using _ = ours.scrapeNowAndThen();
    for (const statement of STATEMENTS) yield* compare(bench, { ours, plain, ratio }, statement);
  }
  if (collector.byteCount === 0) throw new Error("no trace came to the collector");
}

interface Sides {
  readonly ours: Side;
  readonly plain: Side;
  readonly ratio: string;
}

async function* compare(
  { scale, signal, progress }: Bench,
  { ours, plain, ratio }: Sides,
  { name, sql, burst }: Statement,
): AsyncGenerator<Measurement> {
  const shown = `${name}, ${ratio} of the requests traced`;
  progress(shown);
  const before = [ours.processorMs(), plain.processorMs()] as const;
  const rounds = scale.smallQueryRounds;
  const { ours: oursMs, baseline } = await interleave({
    rounds,
    ours: () => ours.burst(sql, burst),
    baseline: () => plain.burst(sql, burst),
    signal,
  });
  yield measurement("telemetry", { case: shown, unit: "ms", ours: oursMs, baseline, aim });
  const requests = (rounds + 1) * burst;
  const spent = [ours.processorMs(), plain.processorMs()].map((ms, index) =>
    ms === undefined ? undefined : (ms - (before[index] ?? 0)) / requests,
  );
  const [oursCpu, plainCpu] = spent;
  if (oursCpu === undefined || plainCpu === undefined) return;
  const samples = { ours: [oursCpu], baseline: [plainCpu] };
  yield measurement("telemetry", {
    case: `${shown}: processor of the API`,
    unit: "ms",
    ...samples,
  });
}

function aim(oursMs: number, plainMs: number | undefined): Aim | undefined {
  return plainMs === undefined ? undefined : { text: `${AIM}x`, isMet: oursMs <= plainMs * AIM };
}

/** One of the two servers, with a database and a connection. */
class Side implements AsyncDisposable {
  readonly #server: BenchServer;
  readonly #api: Api;
  readonly #database: BenchDatabase;

  private constructor(server: BenchServer, api: Api, database: BenchDatabase) {
    this.#server = server;
    this.#api = api;
    this.#database = database;
  }

  static async start(
    bench: Bench,
    name: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<Side> {
    const folder = join(bench.folder, name);
    await mkdir(folder);
    const server = await BenchServer.start({ ...bench, folder }, settings);
    const api = new Api(server);
    return new Side(server, api, await BenchDatabase.create(server, api));
  }

  /** Milliseconds of one request, as the mean of some in a row. */
  async burst(sql: string, count: number): Promise<number> {
    const ms = await timed(async () => {
      for (let sent = 0; sent < count; sent += 1) await this.#database.query(sql);
    });
    return ms / count;
  }

  /** Time on a processor that the API process had; undefined where Linux' /proc does not tell. */
  processorMs(): number | undefined {
    try {
      const stat = readFileSync(`/proc/${this.#server.pid}/stat`, "utf8");
      const [user = "", system = ""] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13);
      return (Number(user) + Number(system)) * TICK_MS;
    } catch {
      return undefined;
    }
  }

  scrapeNowAndThen(): Disposable {
    const scrape = () => fetch(`${this.#server.url}/metrics`).then((answer) => answer.text());
    const timer = setInterval(() => void scrape().catch(() => undefined), SCRAPE_MS);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#api[Symbol.dispose]();
    await this.#server[Symbol.asyncDispose]();
  }
}

/** Takes traces and drops them. */
class Collector implements AsyncDisposable {
  readonly #server = createServer((request, response) => {
    request.on("data", (piece: Buffer) => (this.byteCount += piece.length));
    request.on("end", () => response.end());
  });
  byteCount = 0;

  static async start(): Promise<Collector> {
    const collector = new Collector();
    const { promise, resolve } = Promise.withResolvers<void>();
    collector.#server.listen(0, "127.0.0.1", resolve);
    await promise;
    return collector;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
