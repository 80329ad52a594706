import { DuckDBInstance } from "@duckdb/node-api";

/** Entry of a process that answers one statement with nothing but DuckDB, and keeps it open. */
async function answer(): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll("SELECT 42")).getRowsJson();
  process.send?.({ rows });
  process.once("disconnect", () => {
    connection.closeSync();
    instance.closeSync();
  });
}

await answer();
