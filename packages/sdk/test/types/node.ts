import { Hotdata as PortableHotdata } from "hotdata";
import type { Hotdata } from "hotdata/node";
import type { Database, FileQuery, FileSource } from "hotdata/node";
import { isType } from "./same-type.ts";

export async function rightly(hotdata: Hotdata): Promise<void> {
  const db = await hotdata.databases.create();
  isType<Database<FileQuery, FileSource>>()(db, true);
  await db.load("orders", "orders.csv");
  await db.load("orders", new URL("orders.csv", import.meta.url));
  await hotdata.uploads.upload("orders.csv");
  await db.sql`SELECT 1`.toParquet("one.parquet");
}

export async function wrongly(hotdata: Hotdata): Promise<void> {
  const db = hotdata.database("db");
  // @ts-expect-error: Argument of type 'number' is not assignable to parameter of type
  await db.load("orders", 7);
  // @ts-expect-error: Argument of type 'number' is not assignable to parameter of type 'string
  await db.sql`SELECT 1`.toParquet(7);
  // @ts-expect-error: Expected 1-2 arguments, but got 0
  await db.sql`SELECT 1`.toParquet();
  const portable = new PortableHotdata();
  // @ts-expect-error: Argument of type 'string' is not assignable to parameter of type 'BinaryBody'
  await portable.uploads.upload("orders.csv");
  // @ts-expect-error: Property 'toCsv' does not exist
  await portable.sql`SELECT 1`.toCsv("one.csv");
}
