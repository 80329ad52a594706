// Two tools for a model that calls functions: one lists tables, one runs SQL that only reads, with
// limits on rows and time. Give name, description and input schema to the model's API as its `tools`,
// and its calls to `callTool`: they fit every vendor's.
//
// Run: node examples/agent-tool.ts
// Needs HOTDATA_API_URL and HOTDATA_API_KEY.
import { Hotdata, HotdataError } from "hotdata";
import type { Database } from "hotdata";

const MAX_ROWS = 50;
const MAX_MS = 10_000;

interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly handle: (db: Database, input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export const TOOLS: readonly Tool[] = [
  {
    name: "list_tables",
    description: "Lists the tables of the database with their columns and types.",
    inputSchema: { type: "object", properties: {}, additionalProperties: false },
    handle: (db) =>
      db.sql`
        SELECT table_schema || '.' || table_name AS table,
          string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) AS columns
        FROM information_schema.columns
        GROUP BY ALL ORDER BY ALL LIMIT ${MAX_ROWS}`.rows(),
  },
  {
    name: "run_sql",
    description: `Runs one SQL query (DuckDB dialect) that reads; at most ${MAX_ROWS} rows come back.`,
    inputSchema: {
      type: "object",
      properties: { sql: { type: "string", description: "A single SELECT statement." } },
      required: ["sql"],
      additionalProperties: false,
    },
    handle: (db, { sql }) => runSql(db, String(sql)),
  },
];

/** The server runs nothing but queries that read; the loop is left at the limit. */
async function runSql(db: Database, sql: string): Promise<object> {
  const rows: object[] = [];
  const limits = { statementTimeoutMs: MAX_MS, timeoutMs: 2 * MAX_MS };
  // As text, numbers keep their digits in JSON, and there is no `bigint` that has none.
  for await (const row of db.sql.text(sql).each({ ...limits, numbers: "string" })) {
    if (rows.length === MAX_ROWS) return { rows, truncated: true };
    rows.push(row);
  }
  return { rows, truncated: false };
}

/** What the model asked for, as the text to answer it with; a mistake is for it to mend. */
export async function callTool(db: Database, name: string, input: object): Promise<string> {
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (tool === undefined) return JSON.stringify({ error: `there is no tool ${name}` });
  try {
    return JSON.stringify(await tool.handle(db, { ...input }));
  } catch (error) {
    if (!(error instanceof HotdataError)) throw error;
    return JSON.stringify({ error: error.message, retryable: error.retryable });
  }
}

const hotdata = new Hotdata();
const db = await hotdata.databases.create({ name: "agent", expiresAt: "1h" });
await db.load("orders", [
  { id: 1, city: "Lisbon", amount: 12.5 },
  { id: 2, city: "Porto", amount: 7.25 },
  { id: 3, city: "Lisbon", amount: 30 },
]);

// Calls as a model makes them: a look, a mistake, a query, and an attempt to write.
console.log(await callTool(db, "list_tables", {}));
console.log(await callTool(db, "run_sql", { sql: "SELECT * FROM order" }));
const totals = "SELECT city, sum(amount) AS total FROM orders GROUP BY city ORDER BY city";
console.log(await callTool(db, "run_sql", { sql: totals }));
console.log(await callTool(db, "run_sql", { sql: "SELECT * FROM range(1000)" }));
console.log(await callTool(db, "run_sql", { sql: "DROP TABLE orders" }));
