import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench } from "../bench.ts";
import { PostgresConnection } from "../load-client/postgres-connection.ts";
import { StartedProgram } from "./started-program.ts";

const run = promisify(execFile);
const USER = "bench";
const SETUP_LIMIT_MS = 120_000;

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL as Debian installs it, with its default settings (every commit is synced to disk), on
 * a data folder and a port of its own.
 */
export class PostgresServer implements AsyncDisposable {
  readonly port: number;
  readonly user = USER;
  readonly #program: StartedProgram;
  /** Its data folder, whose files it can read. */
  readonly folder: string;

  private constructor(program: StartedProgram, port: number, folder: string) {
    this.port = port;
    this.#program = program;
    this.folder = folder;
  }

  /** Undefined, and said in a line, where PostgreSQL cannot be had. */
  static async start({ report }: Bench): Promise<PostgresServer | undefined> {
    const programs = findPrograms();
    if (programs === undefined) {
      report("without PostgreSQL: it is not installed (Debian: apt-get install postgresql)");
      return undefined;
    }
    // Not in the suite's folder, which another user may not enter.
    const folder = await mkdtemp(join(tmpdir(), "hotdata-bench-postgres-"));
    try {
      const identity = await identityFor(folder);
      await initialise(programs, folder, identity);
      const port = await freePort();
      const program = await StartedProgram.start({
        command: join(programs, "postgres"),
        args: ["-D", folder, "-p", String(port), "-h", "127.0.0.1", "-k", ""],
        options: { ...identity, cwd: folder },
        ready: /database system is ready to accept connections/,
      });
      return new PostgresServer(program, port, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      report(`without PostgreSQL: ${String(error)}`);
      return undefined;
    }
  }

  get pid(): number {
    return this.#program.pid;
  }

  async execute(sql: string): Promise<void> {
    using connection = await PostgresConnection.open(this.port, this.user);
    await connection.query(sql);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Folder of the newest version's programs. */
function findPrograms(): string | undefined {
  const versions = globSync("/usr/lib/postgresql/*/bin/initdb").toSorted();
  const fromPath = (process.env["PATH"] ?? "").split(":").map((folder) => join(folder, "initdb"));
  const initdb = [...fromPath.filter((path) => existsSync(path)), ...versions].at(-1);
  return initdb === undefined ? undefined : join(initdb, "..");
}

/** PostgreSQL refuses to run as root: Debian's user for it owns the folder then. */
async function identityFor(folder: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (option) => Number((await run("id", [option, "postgres"])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error("there is no user postgres");
  await chown(folder, uid, gid);
  return { uid, gid };
}

async function initialise(programs: string, folder: string, identity: Identity): Promise<void> {
  const args = ["-D", folder, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const options = { ...identity, cwd: folder, timeout: SETUP_LIMIT_MS };
  await run(join(programs, "initdb"), args, options);
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
  });
  return promise;
}
