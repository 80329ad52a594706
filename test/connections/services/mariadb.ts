import { execFile, spawn } from "node:child_process";
import { access, appendFile, chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { freePort } from "./free-port.ts";
import { serverUser } from "./server-user.ts";
import { ServiceProcess } from "./service-process.ts";
import { makeCertificate, type TestCertificate } from "./test-certificate.ts";

const run = promisify(execFile);
/** Belongs to the user that the Debian package makes. */
const OWNED_FOLDER = "/var/lib/mysql";

export interface MariadbOptions {
  /** Further options of the server, as `--max-allowed-packet=1M`. */
  readonly settings?: readonly string[];
  /** Whether the server has a certificate, for `127.0.0.1` and `localhost`. */
  readonly tls?: boolean;
}

export interface MariadbSession extends AsyncDisposable {
  /** Runs statements one after the other; the rows of the last one. */
  sql(...statements: readonly string[]): Promise<RowDataPacket[]>;
}

/** A statement as the server logged it. */
export interface LoggedStatement {
  readonly user: string;
  readonly statement: string;
  readonly rowsSent: number;
  readonly rowsExamined: number;
}

/** A real MariaDB on a free port of this machine, with its data in a temporary folder. */
export class MariadbService {
  readonly host = "127.0.0.1";
  readonly port: number;
  /** May do everything; for preparing tables. */
  readonly admin = { user: "admin", password: "admin-of-this-test" };
  /** May read every table, see which transactions are open, and nothing else; for connections. */
  readonly reader = { user: "reader", password: "reader-of-this-test" };
  readonly certificate: TestCertificate | undefined;
  readonly #folder: string;
  readonly #settings: readonly string[];
  #process: ServiceProcess | undefined;

  private constructor(
    folder: string,
    port: number,
    settings: readonly string[],
    certificate: TestCertificate | undefined,
  ) {
    this.#folder = folder;
    this.port = port;
    this.#settings = settings;
    this.certificate = certificate;
  }

  /** Says in one sentence what to install where there is no MariaDB. */
  static async start(options: MariadbOptions = {}): Promise<MariadbService> {
    const install = await installProgram();
    const folder = await mkdtemp(join(tmpdir(), "mariadb-"));
    const service = new MariadbService(
      folder,
      await freePort(),
      options.settings ?? [],
      options.tls === true ? await makeCertificate(folder) : undefined,
    );
    try {
      await service.#prepare(install);
      await service.startAgain();
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return service;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Runs statements one after the other as the admin; the rows of the last one. */
  async sql(...statements: readonly string[]): Promise<RowDataPacket[]> {
    await using session = await this.session();
    return await session.sql(...statements);
  }

  /** A session of the admin, for a transaction that stays open. */
  async session(): Promise<MariadbSession> {
    const { host, port } = this;
    const options = { host, port, ...this.admin, supportBigNumbers: true, dateStrings: true };
    const connection = await createConnection(options);
    return {
      sql: async (...statements) => {
        let rows: unknown = [];
        for (const statement of statements) [rows] = await connection.query(statement);
        return Array.isArray(rows) ? rows : [];
      },
      [Symbol.asyncDispose]: async () => connection.end(),
    };
  }

  /** Begins to log every statement, with what it read; what was logged before is forgotten. */
  async startStatementLog(): Promise<void> {
    await this.sql(
      "SET GLOBAL log_output = 'TABLE'",
      "SET GLOBAL long_query_time = 0",
      "SET GLOBAL slow_query_log = ON",
      "TRUNCATE mysql.slow_log",
    );
  }

  /** Statements of the reader since then, of sessions that began since then. */
  async statementLog(): Promise<LoggedStatement[]> {
    const rows = await this.sql(
      "SELECT user_host, CONVERT(sql_text USING utf8mb4) AS statement, rows_sent, rows_examined " +
        "FROM mysql.slow_log ORDER BY start_time",
    );
    return rows
      .filter((row) => String(row["user_host"]).startsWith(this.reader.user))
      .map((row) => ({
        user: this.reader.user,
        statement: String(row["statement"]),
        rowsSent: Number(row["rows_sent"]),
        rowsExamined: Number(row["rows_examined"]),
      }));
  }

  /** Ends the server without warning; its data stay. */
  async kill(): Promise<void> {
    await this.#process?.end("SIGKILL");
  }

  /** Starts the server that was killed, on the same port and data. */
  async startAgain(): Promise<void> {
    const log = this.#path("server.log");
    const child = spawn(serverProgram, this.#arguments(log), {
      stdio: "ignore",
      cwd: this.#folder,
      ...(await serverUser(OWNED_FOLDER)),
    });
    this.#process = new ServiceProcess(child);
    await this.#process.untilItAnswers(
      () => this.sql("SELECT 1"),
      async () => `MariaDB does not start, see ${log}`,
    );
  }

  async stop(): Promise<void> {
    await this.#process?.end("SIGTERM");
    await rm(this.#folder, { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  async #prepare(install: string): Promise<void> {
    const user = await serverUser(OWNED_FOLDER);
    await mkdir(this.#path("data"));
    await writeFile(this.#path("users.sql"), this.#userStatements());
    await appendFile(this.#path("server.log"), "");
    if (user.uid !== undefined && user.gid !== undefined) {
      const names = [".", "data", "users.sql", "server.log"];
      if (this.certificate !== undefined) names.push("key.pem", "certificate.pem");
      for (const name of names) await chown(this.#path(name), user.uid, user.gid);
    }
    const flags = ["--no-defaults", `--datadir=${this.#path("data")}`, "--skip-test-db"];
    await run(install, [...flags, "--auth-root-authentication-method=normal"], {
      cwd: this.#folder,
      ...user,
    });
  }

  #userStatements(): string {
    const { admin, reader } = this;
    return [
      `CREATE USER IF NOT EXISTS '${admin.user}'@'%' IDENTIFIED BY '${admin.password}'`,
      `GRANT ALL ON *.* TO '${admin.user}'@'%' WITH GRANT OPTION`,
      `CREATE USER IF NOT EXISTS '${reader.user}'@'%' IDENTIFIED BY '${reader.password}'`,
      `GRANT SELECT, SHOW VIEW, PROCESS ON *.* TO '${reader.user}'@'%'`,
      "",
    ].join(";\n");
  }

  #arguments(log: string): string[] {
    const tls =
      this.certificate === undefined
        ? ["--skip-ssl"]
        : [`--ssl-cert=${this.#path("certificate.pem")}`, `--ssl-key=${this.#path("key.pem")}`];
    return [
      "--no-defaults",
      `--datadir=${this.#path("data")}`,
      `--tmpdir=${this.#path("data")}`,
      `--socket=${this.#path("data/s")}`,
      `--pid-file=${this.#path("data/pid")}`,
      `--log-error=${log}`,
      `--init-file=${this.#path("users.sql")}`,
      // The second one is an address that the certificate does not name.
      `--bind-address=${this.host},127.0.0.2`,
      `--port=${this.port}`,
      "--character-set-server=utf8mb4",
      "--skip-name-resolve",
      "--skip-log-bin",
      "--innodb-buffer-pool-size=256M",
      "--innodb-flush-log-at-trx-commit=0",
      ...tls,
      ...this.#settings,
    ];
  }
}

const serverProgram = "/usr/sbin/mariadbd";

async function installProgram(): Promise<string> {
  const program = "/usr/bin/mariadb-install-db";
  try {
    await Promise.all([access(serverProgram), access(program)]);
  } catch {
    throw new Error("There is no MariaDB here: apt-get install --yes mariadb-server");
  }
  return program;
}
