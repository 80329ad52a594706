import { identifier } from "hotdata";
import type { Hotdata, HotdataError } from "hotdata";
import { Hotdata as HotdataWithFiles } from "hotdata/node";

/** What compiles in a user's project, and what must not. */
export async function typed(hotdata: Hotdata): Promise<number> {
  const db = hotdata.database("id");
  const { name } = await db.info();
  const text: string | null | undefined = name;
  const query = db.sql`SELECT ${1n}, ${["a"]}, ${null} FROM ${identifier("orders")}`;
  const rows: { readonly id: number }[] = await query.rows<{ readonly id: number }>();
  for await (const row of query) console.log(row["id"], text);
  const listing = await hotdata.queryRuns.listQueryRuns({ limit: 2 });
  // @ts-expect-error names of parameters are checked
  await hotdata.queryRuns.listQueryRuns({ limits: 2 });
  // @ts-expect-error ids are text
  hotdata.database(1);
  // @ts-expect-error a client without files has no paths
  await query.toParquet("orders.parquet");
  await new HotdataWithFiles().sql`SELECT 1`.toParquet("one.parquet");
  return rows.length + listing.queryRuns.length;
}

export function codeOf(error: HotdataError): string {
  // @ts-expect-error what an error tells cannot be changed
  error.code = "OTHER";
  return error.code;
}
