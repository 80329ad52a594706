import type { SpillClient } from "./spill-client.ts";

const DIALECTS = ["hotsql", "postgres", "duckdb", "snowflake"];

/** Statements that would show a file of the spill folder, its name or its size. */
function pryingSql(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const readers = ["read_parquet", "read_csv", "read_csv_auto", "read_json", "read_json_objects"];
  const others = ["read_text", "read_blob", "read_ndjson", "parquet_scan", "parquet_metadata"];
  const calls = [...readers, ...others, "parquet_schema", "sniff_csv", "glob"].map(
    (name) => `SELECT * FROM ${name}('${path}')`,
  );
  const folders = [`${folder}/*`, `${folder}/../**`, "scratch/**", "../**/duckdb_temp*"];
  const selects = [
    ...calls,
    ...folders.flatMap((glob) => [
      `SELECT * FROM glob('${glob}')`,
      `SELECT * FROM read_blob('${glob}')`,
    ]),
    `SELECT * FROM '${path}'`,
    `SELECT * FROM "${path}"`,
    `SELECT * FROM query('SELECT * FROM read_blob(''${path}'')')`,
    `SELECT * FROM query_table('${path}')`,
    "SELECT * FROM duckdb_temporary_files()",
    "SELECT current_setting('temp_directory')",
    `SELECT (SELECT content FROM read_text('${path}')) FROM rows LIMIT 1`,
    `WITH t AS (SELECT * FROM read_blob('${path}')) SELECT * FROM t`,
  ];
  return [
    ...selects,
    ...selects.flatMap((sql) => [`EXPLAIN ANALYZE ${sql}`, `DESCRIBE ${sql}`]),
    `ATTACH '${path}' AS spilled`,
    `COPY rows TO '${folder}/copy.parquet'`,
    `COPY rows FROM '${path}'`,
    `EXPLAIN ANALYZE COPY (SELECT 1) TO '${folder}/copy.parquet'`,
  ];
}

export interface Prying {
  readonly tried: number;
  /** Statements that were answered. */
  readonly answered: readonly string[];
}

interface Door {
  readonly name: string;
  ask(sql: string): Promise<{ readonly status: number }>;
}

/** Ways to have a statement run: a query of each dialect, a saved query, a dataset. */
function doorsOf(client: SpillClient): Door[] {
  return [
    ...DIALECTS.map((dialect) => ({
      name: dialect,
      ask: (sql: string) => client.query(sql, { dialect }),
    })),
    { name: "saved query", ask: (sql) => saveAndRun(client, sql) },
    {
      name: "dataset",
      ask: (sql) =>
        client.api.call("POST", "/v1/datasets", {
          json: { label: `d ${Math.random()}`, source: { sql } },
        }),
    },
  ];
}

/** Tries each statement at each door, all of which let an ordinary statement through. */
export async function pry(client: SpillClient, path: string): Promise<Prying> {
  const answered: string[] = [];
  let tried = 0;
  for (const { name, ask } of doorsOf(client)) {
    const { status } = await ask("SELECT 1 AS one");
    if (status >= 300) throw new Error(`SELECT 1 was answered ${status} (${name})`);
  }
  const judge = async (door: string, sql: string, asked: Promise<{ status: number }>) => {
    tried += 1;
    const { status } = await asked;
    if (status !== 400) answered.push(`${door}, ${status}: ${sql}`);
  };
  for (const sql of pryingSql(path)) {
    for (const door of doorsOf(client)) await judge(door.name, sql, door.ask(sql));
  }
  for (const name of ["read_blob", "read_text", "glob", "read_parquet"]) {
    const sql = `SELECT * FROM ${name}(?)`;
    await judge("parameter", sql, client.query(sql, { parameters: [path] }));
  }
  return { tried, answered };
}

async function saveAndRun(client: SpillClient, sql: string): Promise<{ status: number }> {
  const json = { name: `pry ${Math.random()}`, sql };
  const saved = await client.api.call("POST", "/v1/queries", { json });
  if (saved.status >= 400) return saved;
  return client.scoped("POST", `/v1/queries/${String(saved.json["id"])}/execute`, {});
}
