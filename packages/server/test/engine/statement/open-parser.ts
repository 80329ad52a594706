import { after } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { StatementParser } from "../../../src/engine/duckdb/statement/statement-parser.ts";

/** A parser over a DuckDB instance of its own, closed when the test file is done. */
export async function openParser(): Promise<StatementParser> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const parser = await StatementParser.open(instance);
  after(() => {
    parser.close();
    instance.closeSync();
  });
  return parser;
}
