import { execFile, spawn } from "node:child_process";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./free-port.ts";
import { serverUser } from "./server-user.ts";
import { ServiceProcess } from "./service-process.ts";
import type { LoggedStatement } from "./mariadb.ts";
import { readPostgresLog } from "./postgres-log.ts";
import { makeCertificate, type TestCertificate } from "./test-certificate.ts";

const run = promisify(execFile);
/** Belongs to the user that the Debian package makes. */
const OWNED_FOLDER = "/var/lib/postgresql";

export interface PostgresOptions {
  /** Settings of the server, as `max_connections`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the server has a certificate, for `127.0.0.1` and `localhost`. */
  readonly tls?: boolean;
}

export interface PostgresSession extends AsyncDisposable {
  /** Runs statements one after the other; the rows of the last one. */
  sql(...statements: readonly string[]): Promise<Record<string, unknown>[]>;
}

/** A real PostgreSQL on a free port of this machine, with its data in a temporary folder. */
export class PostgresService {
  readonly host = "127.0.0.1";
  readonly port: number;
  readonly database = "postgres";
  /** May do everything; for preparing tables. */
  readonly admin = { user: "admin", password: "admin-of-this-test" };
  /** May read every table and nothing else; for connections. */
  readonly reader = { user: "reader", password: "reader-of-this-test" };
  readonly certificate: TestCertificate | undefined;
  readonly #programs: string;
  readonly #folder: string;
  readonly #settings: Readonly<Record<string, string>>;
  #process: ServiceProcess | undefined;
  #logStart = 0;

  private constructor(
    [programs, folder]: readonly [programs: string, folder: string],
    port: number,
    settings: Readonly<Record<string, string>>,
    certificate: TestCertificate | undefined,
  ) {
    this.#programs = programs;
    this.#folder = folder;
    this.port = port;
    this.#settings = settings;
    this.certificate = certificate;
  }

  /** Says in one sentence what to install where there is no PostgreSQL. */
  static async start(options: PostgresOptions = {}): Promise<PostgresService> {
    const programs = await findPrograms();
    const folder = await mkdtemp(join(tmpdir(), "postgres-"));
    const service = new PostgresService(
      [programs, folder],
      await freePort(),
      options.settings ?? {},
      options.tls === true ? await makeCertificate(folder) : undefined,
    );
    try {
      await service.#prepare();
      await service.startAgain();
      await service.sql(
        `CREATE ROLE ${service.reader.user} LOGIN PASSWORD '${service.reader.password}'`,
        `GRANT pg_read_all_data TO ${service.reader.user}`,
      );
    } catch (error) {
      await service.stop();
      throw error;
    }
    return service;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Runs statements one after the other as the admin; the rows of the last one. */
  async sql(...statements: readonly string[]): Promise<Record<string, unknown>[]> {
    await using session = await this.session();
    return await session.sql(...statements);
  }

  /** A session of the admin, for a transaction that stays open. */
  async session(): Promise<PostgresSession> {
    const { host, port, database } = this;
    const client = new Client({ host, port, database, ...this.admin });
    client.on("error", () => undefined);
    await client.connect();
    return {
      sql: async (...statements) => {
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) ({ rows } = await client.query(statement));
        return rows;
      },
      [Symbol.asyncDispose]: () => client.end(),
    };
  }

  /** Begins to log what statements read, of sessions that begin from now on. */
  async startStatementLog(): Promise<void> {
    await this.sql(
      "LOAD 'auto_explain'",
      "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
      "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
      "ALTER SYSTEM SET auto_explain.log_analyze = on",
      "ALTER SYSTEM SET auto_explain.log_format = 'json'",
      "SELECT pg_reload_conf()",
    );
    // The signal takes a moment to arrive.
    await sleep(300);
    this.#logStart = (await this.#readJsonLog()).length;
  }

  /** Statements of the reader since then; those that look into the catalog included. */
  async statementLog(): Promise<LoggedStatement[]> {
    const log = (await this.#readJsonLog()).slice(this.#logStart);
    return readPostgresLog(log).filter(({ user }) => user === this.reader.user);
  }

  /** All that the server wrote, for people. */
  async log(): Promise<string> {
    return await readFile(this.#path("log/server.log"), "utf8").catch(() => "");
  }

  /** Ends the server and its sessions without warning; its data stay. */
  async kill(): Promise<void> {
    const { pid } = this;
    const sessions = pid === undefined ? [] : await childrenOf(pid);
    await this.#process?.end("SIGKILL");
    for (const session of sessions) endProcess(session);
    // As long as one of them has the memory that they share, the server does not start again.
    for (const session of sessions) await untilGone(session);
  }

  /** Starts the server that was killed, on the same port and data. */
  async startAgain(): Promise<void> {
    const settings = Object.entries({ ...this.#ownSettings(), ...this.#settings });
    const flags = settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const program = join(this.#programs, "postgres");
    const child = spawn(program, ["-D", this.#path("data"), ...flags], {
      stdio: "ignore",
      cwd: this.#folder,
      ...(await serverUser(OWNED_FOLDER)),
    });
    this.#process = new ServiceProcess(child);
    await this.#process.untilItAnswers(
      () => this.sql("SELECT 1"),
      async () => `PostgreSQL does not start: ${(await this.log()).slice(-1000)}`,
    );
  }

  async stop(): Promise<void> {
    await this.#process?.end("SIGINT", "SIGQUIT");
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  async #prepare(): Promise<void> {
    const user = await serverUser(OWNED_FOLDER);
    const names = ["data", "log", "password", "."];
    await mkdir(this.#path("data"));
    await mkdir(this.#path("log"));
    await writeFile(this.#path("password"), this.admin.password);
    if (this.certificate !== undefined) names.push("key.pem", "certificate.pem");
    if (user.uid !== undefined && user.gid !== undefined) {
      for (const name of names) await chown(this.#path(name), user.uid, user.gid);
    }
    const login = [`--username=${this.admin.user}`, `--pwfile=${this.#path("password")}`];
    const data = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D", this.#path("data")];
    await run(join(this.#programs, "initdb"), ["--auth=scram-sha-256", ...login, ...data], {
      cwd: this.#folder,
      ...user,
    });
  }

  #ownSettings(): Record<string, string> {
    return {
      listen_addresses: this.host,
      port: String(this.port),
      unix_socket_directories: "",
      fsync: "off",
      logging_collector: "on",
      log_destination: "stderr,jsonlog",
      log_directory: this.#path("log"),
      log_filename: "server.log",
      log_rotation_age: "0",
      log_rotation_size: "0",
      ...(this.certificate === undefined
        ? {}
        : {
            ssl: "on",
            ssl_cert_file: this.#path("certificate.pem"),
            ssl_key_file: this.#path("key.pem"),
          }),
    };
  }

  async #readJsonLog(): Promise<string> {
    return await readFile(this.#path("log/server.json"), "utf8").catch(() => "");
  }
}

const PACKAGES = "/usr/lib/postgresql";

/** The folder with the programs of the newest version. */
async function findPrograms(): Promise<string> {
  const versions = await readdir(PACKAGES).catch(() => []);
  const newest = versions.map(Number).toSorted((left, right) => right - left)[0];
  if (newest === undefined) {
    throw new Error("There is no PostgreSQL here: apt-get install --yes postgresql");
  }
  return join(PACKAGES, String(newest), "bin");
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return text.trim().split(" ").filter(Boolean).map(Number);
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended with the server.
  }
}

const GONE_LIMIT_MS = 10_000;

/** One that nobody asked for its exit code yet has nothing any more, either. */
async function untilGone(pid: number): Promise<void> {
  const deadline = Date.now() + GONE_LIMIT_MS;
  while (Date.now() < deadline) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const state = stat.slice(stat.lastIndexOf(")") + 2)[0];
    if (state === undefined || state === "Z" || state === "X") return;
    await sleep(5);
  }
}
