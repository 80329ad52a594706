import assert from "node:assert/strict";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { DuckDBInstance, type Json } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type {
  Connector,
  DiscoveredTable,
  Source,
  SourceReadRequest,
  SourceRules,
} from "../../src/connectors/connector.ts";
import { SourceError, type SourceErrorKind } from "../../src/connectors/source-error.ts";
import { openEngineIn } from "../engine/open-engine-in.ts";

export const NEVER = new AbortController().signal;

const RULES: SourceRules = {
  hosts: ["127.0.0.1/32"],
  folders: [],
  maxClients: 4,
  partBytes: 1_000_000,
  statementMs: 5000,
  connectMs: 2000,
};

export interface OpenedFiles {
  readonly source: Source;
  discoverOne(): Promise<DiscoveredTable>;
  /** Rows of a table, as the engine writes them into data files of the discovered columns. */
  rows(table: DiscoveredTable, request?: Partial<SourceReadRequest>): Promise<readonly Json[][]>;
  /** Files that were left in the folder of the source. */
  left(): Promise<readonly string[]>;
}

/** A source of files, opened as the connector process does, with what it takes to see its rows. */
export async function openFiles(
  t: TestContext,
  connector: Connector,
  config: Readonly<Record<string, unknown>>,
  rules: Partial<SourceRules> = {},
): Promise<OpenedFiles> {
  const limits = { memoryMb: 256, threads: 1 };
  const { engine, folder } = await openEngineIn(t, ["uploads", "staging"], limits);
  const [spool, home] = [join(folder("uploads"), "spool"), folder("home")];
  await mkdir(spool);
  await mkdir(home);
  const source = await openIn(home, () =>
    connector.open({ config, rules: { ...RULES, ...rules } }),
  );
  t.after(() => source[Symbol.asyncDispose]());
  const duckdb = await DuckDBInstance.create(":memory:");
  t.after(() => duckdb.closeSync());
  const connection = await duckdb.connect();
  const written = async (path: string): Promise<Json[][]> =>
    (await connection.runAndReadAll(`FROM read_parquet('${path}')`)).getRowsJson();

  const rows: OpenedFiles["rows"] = async ({ schema, table, columns }, request = {}) => {
    const wanted = { schema, table, columns, folder: spool, ...request };
    await using read = await source.read(wanted, NEVER);
    let found: Json[][] = [];
    for await (const piece of read.pieces) {
      assert.ok("file" in piece);
      const targets = wanted.columns.map(({ name, type }, index) => ({
        name,
        type,
        fieldId: index + 1,
        sourceName: name,
        children: [],
      }));
      const targetDir = folder("staging");
      const files = await engine.writeDataFiles(
        { source: piece.file, columns: targets, targetDir },
        NEVER,
      );
      await rm(piece.file.path);
      for (const { path } of files) found = found.concat(await written(path));
    }
    return found;
  };
  return {
    source,
    rows,
    discoverOne: async () => {
      const [table, ...others] = await source.discover(NEVER);
      assert.ok(table);
      assert.equal(others.length, 0);
      return table;
    },
    left: async () => (await Promise.all([spool, home].map(filesIn))).flat(),
  };
}

/** Opens a source as in a process whose own folder is the given one. */
async function openIn(home: string, open: () => Promise<Source>): Promise<Source> {
  const { HOME } = process.env;
  process.env["HOME"] = home;
  try {
    return await open();
  } finally {
    if (HOME === undefined) delete process.env["HOME"];
    else process.env["HOME"] = HOME;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** A table's columns as one text: `id BIGINT, name VARCHAR`. */
export function columnsText({ columns }: DiscoveredTable): string {
  return columns.map(({ name, type }) => `${name} ${sqlTypeText(type)}`).join(", ");
}

/** The message of a SourceError of that kind. */
export async function failure(
  work: () => Promise<unknown>,
  kind: SourceErrorKind,
): Promise<string> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error));
    assert.equal(error.kind, kind, error.message);
    return error.message;
  }
  throw new Error(`no failure, but ${kind} was to come`);
}
