import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Source, SourceRules } from "../../../src/connectors/connector.ts";
import { connector } from "../../../src/connectors/duckdb/duckdb-source.ts";

/** A folder with DuckDB files, and what reads them. */
export interface DuckDbFiles {
  readonly folder: string;
  /** Runs statements in a file, which is made where there is none; nobody has it open afterwards. */
  write(name: string, ...statements: string[]): Promise<string>;
  open(path: string, rules?: Partial<SourceRules>): Promise<Source>;
}

export async function makeDuckDbFiles(t: TestContext): Promise<DuckDbFiles> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-duckdb-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    write: async (name, ...statements) => {
      const path = join(folder, name);
      await runInFile(path, statements);
      return path;
    },
    open: async (path, rules = {}) => {
      const source = await connector.open({
        config: { path },
        rules: { ...RULES, folders: [folder], ...rules },
      });
      t.after(() => source[Symbol.asyncDispose]());
      return source;
    },
  };
}

const RULES: SourceRules = {
  hosts: [],
  folders: [],
  maxClients: 4,
  partBytes: 1_000_000,
  statementMs: 60_000,
  connectMs: 10_000,
};

export async function runInFile(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    for (const statement of statements) await connection.run(statement);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
