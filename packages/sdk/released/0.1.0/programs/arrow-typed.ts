import type { Hotdata } from "hotdata";

/** Compiles only where the types of `apache-arrow` are the real ones. */
export async function arrowTyped(hotdata: Hotdata): Promise<number> {
  const query = hotdata.sql`SELECT 1 AS one`;
  const table = await query.arrow();
  let rowCount: number = table.numRows;
  // @ts-expect-error tables have no such property
  console.log(table.rowTotal);
  for await (const batch of query.batches()) {
    rowCount += batch.numRows;
    // @ts-expect-error batches have no such property
    console.log(batch.rowTotal);
  }
  return rowCount;
}
