import { join } from "node:path";
import { z } from "zod";
import type { Bench } from "../bench.ts";
import { CHDB, findPython } from "./python-programs.ts";
import { SqlOverHttp } from "./sql-over-http.ts";
import { StartedProgram } from "./started-program.ts";
import type { TableSources } from "./table-sources.ts";

const PROGRAM = join(import.meta.dirname, "chdb-server.py");
const answer = z.object({ data: z.array(z.array(z.unknown())) });

/**
 * chdb behind a small HTTP server in Python, on the server's own Parquet files, with the same
 * threads and memory. As with the server, a statement costs a request and JSON both ways; nothing is kept.
 */
export class ChdbServer implements AsyncDisposable {
  readonly #program: StartedProgram;
  readonly #sql: SqlOverHttp;

  private constructor(program: StartedProgram) {
    this.#program = program;
    this.#sql = new SqlOverHttp(program.said);
  }

  /** Undefined, and said in a line, where chdb cannot be had. */
  static async start(bench: Bench, tables: TableSources): Promise<ChdbServer | undefined> {
    const python = await findPython(bench, CHDB);
    if (python === undefined) return undefined;
    const { threads, memoryMb } = bench.limits;
    const files = JSON.stringify(Object.fromEntries(tables));
    try {
      return new ChdbServer(
        await StartedProgram.start({
          command: python,
          args: [PROGRAM, String(threads), String(memoryMb), files],
          options: { cwd: bench.folder },
          ready: /^listening on (\S+)/,
        }),
      );
    } catch (error) {
      bench.report(`without chdb: ${String(error)}`);
      return undefined;
    }
  }

  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return answer.parse(await this.#sql.json(sql)).data;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sql[Symbol.dispose]();
    await this.#program[Symbol.asyncDispose]();
  }
}
