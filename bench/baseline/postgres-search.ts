import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { literal } from "./bare-duckdb.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { PostgresConnection } from "../load-client/postgres-connection.ts";

const BUILD_LIMIT_MS = 600_000;

/** PostgreSQL's full text search as its manual shows it: a stored column of words, and a GIN index. */
export class PostgresSearch {
  readonly #server: PostgresServer;

  constructor(server: PostgresServer) {
    this.#server = server;
  }

  async load(csvPath: string): Promise<void> {
    await this.#server.execute("DROP TABLE IF EXISTS docs");
    await this.#server.execute("CREATE TABLE docs (id bigint PRIMARY KEY, body text)");
    // It runs as a user who may not enter other folders.
    const copy = join(this.#server.folder, "docs.csv");
    await copyFile(csvPath, copy);
    await this.#server.execute(`COPY docs FROM ${literal(copy)} (FORMAT csv, HEADER)`);
    await rm(copy);
  }

  /** Returns the bytes of the words and their index. */
  async build(): Promise<number> {
    const size = "pg_total_relation_size('docs')";
    const { port, user } = this.#server;
    using connection = await PostgresConnection.open(port, user, BUILD_LIMIT_MS);
    const before = Number(await connection.query(`SELECT ${size}`));
    await connection.query(`ALTER TABLE docs ADD COLUMN words tsvector
      GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED`);
    await connection.query("CREATE INDEX ON docs USING gin (words)");
    await connection.query("VACUUM ANALYZE docs");
    return Number(await connection.query(`SELECT ${size}`)) - before;
  }
}

/** The best ten documents that have one of the words, by PostgreSQL's own rank. */
export function postgresStatement(words: readonly string[]): string {
  return `SELECT id, ts_rank(words, query) AS score FROM docs, to_tsquery('simple', '${words.join(" | ")}') AS query
    WHERE words @@ query ORDER BY score DESC LIMIT 10`;
}
