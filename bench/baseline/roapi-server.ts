import { link, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Bench } from "../bench.ts";
import { findPython, ROAPI } from "./python-programs.ts";
import { SqlOverHttp } from "./sql-over-http.ts";
import { StartedProgram } from "./started-program.ts";
import type { TableSources } from "./table-sources.ts";

const rows = z.array(z.record(z.string(), z.unknown()));

/**
 * roapi, DataFusion behind HTTP, on the server's own Parquet files. It has as many threads as the
 * machine has cores, and no setting for memory; it keeps neither history nor results.
 */
export class RoapiServer implements AsyncDisposable {
  /** Where statements are posted to. */
  readonly url: string;
  readonly #program: StartedProgram;
  readonly #sql: SqlOverHttp;

  private constructor(program: StartedProgram) {
    this.url = `http://${program.said}/api/sql`;
    this.#program = program;
    this.#sql = new SqlOverHttp(this.url);
  }

  /** Undefined, and said in a line, where roapi cannot be had. */
  static async start(bench: Bench, tables: TableSources): Promise<RoapiServer | undefined> {
    const python = await findPython(bench, ROAPI);
    if (python === undefined) return undefined;
    const ports = ["--addr-http", "--addr-postgres", "--addr-flight-sql"];
    const args = ports.flatMap((port) => [port, "127.0.0.1:0"]);
    for (const [name, paths] of tables) {
      const folder = await linkFiles(join(bench.folder, "roapi", name), paths);
      args.push("--table", `${name}=${folder},format=parquet,use_memory_table=false`);
    }
    const threads = String(bench.limits.threads);
    const env = {
      ...process.env,
      DATAFUSION_EXECUTION_TARGET_PARTITIONS: threads,
      TOKIO_WORKER_THREADS: threads,
      // It writes a line per request otherwise, which the server does not either.
      RUST_LOG: "warn,roapi::startup=info",
    };
    try {
      return new RoapiServer(
        await StartedProgram.start({
          command: join(python, "../roapi"),
          args,
          options: { env },
          ready: /Listening on (\S+) for HTTP/,
        }),
      );
    } catch (error) {
      bench.report(`without roapi: ${String(error)}`);
      return undefined;
    }
  }

  /** Rows in the order of the answer, their values in the order of the columns. */
  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return rows.parse(await this.#sql.json(sql)).map((row) => Object.values(row));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sql[Symbol.dispose]();
    await this.#program[Symbol.asyncDispose]();
  }
}

/** roapi takes a folder for a table of several files: second names of the same files. */
async function linkFiles(folder: string, paths: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [index, path] of paths.entries()) await link(path, join(folder, `${index}.parquet`));
  return folder;
}
