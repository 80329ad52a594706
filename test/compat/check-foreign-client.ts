import { join } from "node:path";
import { z } from "zod";
import { type CatalogRows, catalogRows } from "./catalog-rows.ts";
import type { CompatClient } from "./compat-client.ts";
import { ensurePinnedEnvironment } from "./python-environment.ts";
import { runProcess } from "./run-process.ts";

const seen = z.object({ row_count: z.number(), digest_sql: z.string(), digest: z.string() });
const foreignReport = z.object({
  client: z.record(z.string(), z.string()),
  before: seen,
  after: seen,
});

const HERE = import.meta.dirname;
const FOREIGN_LIMIT_MS = 120_000;
const EXPECTED_LINE = "foreign: +5 inlined, +1000 in a file, -3; our count grew by 1002";

/** They leave delete files, which the other client reads and then adds to. */
const CHANGES_BY_KEY = [
  {
    mode: "upsert",
    data:
      "id,customer,amount,ordered_at,shipped_on\n5,changed,1.50,2026-02-01 00:00:00,\n" +
      "99999,new,2.50,2026-02-01 00:00:00,2026-02-02\n",
  },
  { mode: "update", data: "id,amount\n7,9.99\n99999,8.75\n" },
  { mode: "delete", data: "id\n9\n11\n" },
];

export interface ForeignCheckOptions {
  readonly client: CompatClient;
  /** The running server's data folder. */
  readonly dataDir: string;
  /** A folder with `orders.parquet`. */
  readonly folder: string;
}

/**
 * Lets a real DuckLake client read and write a database while the server serves it, and compares
 * every row that the two see, before and after. Prints what it found; returns whether all agrees.
 */
export async function checkForeignClient(options: ForeignCheckOptions): Promise<boolean> {
  const { client, dataDir, folder } = options;
  const requirements = join(HERE, "ducklake", "requirements.txt");
  const python = await ensurePinnedEnvironment("ducklake", requirements);
  const { id: databaseId } = await client.createDatabase("foreign", [{ name: "public" }]);
  const table = { databaseId, schema: "public", table: "orders" };
  await client.loadParquet(table, join(folder, "orders.parquet"));
  for (const change of CHANGES_BY_KEY) await client.load(table, { ...change, key: ["id"] });
  const lake = join(dataDir, "databases", databaseId);
  const columns = await client.columns(databaseId, "SELECT * FROM orders LIMIT 0");
  const digestSql = await runDigestProgram(python, columns);

  const before = await look(client, lake, { databaseId, digestSql });
  const program = join(HERE, "ducklake", "foreign.py");
  const output = await runProcess(python, [program, lake, "public", "orders"], {
    timeoutMs: FOREIGN_LIMIT_MS,
  });
  const foreign = foreignReport.parse(JSON.parse(output));
  const after = await look(client, lake, { databaseId, digestSql });

  const names = Object.entries(foreign.client).map((entry) => entry.join(" "));
  console.log(`DuckLake client: ${names.join(", ")}`);
  const line = foreignLine(before, after);
  console.log(line);
  const agreed = [
    sameRows("before", before, foreign.before),
    sameRows("after", after, foreign.after),
  ];
  return line === EXPECTED_LINE && agreed.every(Boolean);
}

/** What our server answers, and what the catalog holds. */
interface Look extends CatalogRows {
  readonly rowCount: number;
  readonly digest: string;
}

async function look(
  client: CompatClient,
  lake: string,
  query: { databaseId: string; digestSql: string },
): Promise<Look> {
  const [row] = await client.rows(query.databaseId, query.digestSql);
  const [rowCount, digest] = row ?? [];
  return { rowCount: Number(rowCount), digest: String(digest), ...catalogRows(lake) };
}

/** The SQL that hashes all rows whatever their order, as the other client runs it. */
async function runDigestProgram(python: string, columns: readonly string[]): Promise<string> {
  const program = join(HERE, "python", "digest_sql.py");
  const names = ["public", "orders", ...columns];
  return (await runProcess(python, [program, ...names], { timeoutMs: 30_000 })).trim();
}

function foreignLine(before: Look, after: Look): string {
  const inlined = after.inlined - before.inlined;
  const inFiles = after.inFiles - before.inFiles;
  const grown = after.rowCount - before.rowCount;
  const deleted = inlined + inFiles - grown;
  return (
    `foreign: +${inlined} inlined, +${inFiles} in a file, -${deleted}; ` +
    `our count grew by ${grown}`
  );
}

function sameRows(when: string, ours: Look, theirs: z.infer<typeof seen>): boolean {
  const isSame = ours.rowCount === theirs.row_count && ours.digest === theirs.digest;
  console.log(
    isSame
      ? `all ${ours.rowCount} rows alike ${when}`
      : `${when}: we see ${ours.rowCount} rows with digest ${ours.digest}, ` +
          `the client ${theirs.row_count} with ${theirs.digest}`,
  );
  return isSame;
}
