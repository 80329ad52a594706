import { type Canary, newCanary } from "./canary.ts";
import type { LeakClient } from "./leak-client.ts";

/** Statements that look for settings, files and the environment; none may see anything. */
export async function runPryingSql(client: LeakClient, folder: PryedFolder): Promise<void> {
  const { dataDir, serverPid, enginePid } = folder;
  const files = [
    `${dataDir}/secret.key`,
    `${dataDir}/metastore.sqlite`,
    `/proc/${serverPid}/environ`,
    `/proc/${enginePid}/environ`,
    "/proc/self/environ",
    "/proc/self/cmdline",
  ];
  const statements = [
    "SELECT getenv('HOTDATA_SECRET_KEY')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT current_setting('access_mode')",
    "CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')",
    "SHOW ALL TABLES",
    "SELECT * FROM settings",
    "SELECT * FROM main.secrets",
    ...files.flatMap((file) => [
      `SELECT * FROM read_text('${file}')`,
      `SELECT * FROM read_blob('${file}')`,
      `SELECT * FROM read_csv('${file}')`,
      `SELECT * FROM '${file}'`,
      `COPY (SELECT 1) TO '${file}.out'`,
      `ATTACH '${file}' AS m`,
    ]),
  ];
  for (const sql of statements) {
    const answer = await client.call("POST", "/v1/query", { json: { sql } });
    if (answer.status >= 500) throw new Error(`${sql}: ${answer.text}`);
  }
}

export interface PryedFolder {
  readonly dataDir: string;
  readonly serverPid: number;
  readonly enginePid: number;
}

/** Rows and SQL are the user's and stay out of logs, also when loads and queries fail. */
export async function loadAndQueryRows(client: LeakClient, canaries: Canary[]): Promise<string> {
  const rows = newCanary("row data", "logs");
  const sqlText = newCanary("SQL text", "logs");
  canaries.push(rows, sqlText);
  const { json } = await client.expect(201, ["POST", "/v1/databases"], { json: { name: "d" } });
  const load = (data: string, format: string) =>
    client.call("POST", `/v1/databases/${json.id}/schemas/main/tables/t/loads`, {
      json: { mode: "replace", data, format },
    });
  const loaded = await load(`a,b\n1,${rows.text}\n`, "csv");
  if (loaded.status !== 200) throw new Error(loaded.text);
  await load(`a,b\n1,${rows.text}\n"broken ${rows.text}`, "csv");
  await load(`{"a": "${rows.text}`, "json");
  const headers = { "x-database-id": String(json.id) };
  for (const sql of [
    `SELECT b, '${sqlText.text}' FROM t`,
    `SELECT '${sqlText.text}' +`,
    `SELECT CAST(b AS INTEGER) FROM t -- ${sqlText.text}`,
    `SELECT * FROM "${sqlText.text}"`,
    `SELECT error(b) FROM t`,
  ]) {
    await client.call("POST", "/v1/query", { json: { sql }, headers });
  }
  return json.id;
}
