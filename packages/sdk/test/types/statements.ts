import { identifier } from "hotdata";
import type { Database, Hotdata, Query, RowObject } from "hotdata";
import { z } from "zod";
import { isType } from "./same-type.ts";

interface Order {
  readonly id: number;
  readonly total: string;
}

const orderSchema = z.object({ id: z.number(), total: z.string() });

export async function rightly(db: Database, { sql }: Hotdata): Promise<void> {
  const query = db.sql`SELECT ${1n}, ${null}, ${new Date()}, ${["a", "b"]}, ${identifier("x")}`;
  isType<Query>()(query, true);
  isType<RowObject[]>()(await query.rows(), true);
  isType<Order[]>()(await query.rows<Order>(), true);
  isType<{ id: number; total: string }[]>()(await query.rows({ schema: orderSchema }), true);
  isType<Order | undefined>()(await query.first<Order>(), true);
  isType<unknown[][]>()((await query.result()).values, true);
  for await (const row of query) isType<RowObject>()(row, true);
  for await (const row of query.each({ schema: orderSchema })) isType<number>()(row.id, true);
  await db.sql`SELECT * FROM (${query})`.rows({ numbers: "bigint", timeoutMs: 5_000 });
  await sql.text("SELECT $id", { id: { type: "DECIMAL(38,18)", value: "1.5" } }).rows();
}

export async function wrongly(db: Database): Promise<void> {
  // @ts-expect-error: Argument of type 'undefined' is not assignable to parameter of type 'SqlValue'
  db.sql`SELECT ${undefined}`;
  // @ts-expect-error: Argument of type '() => number' is not assignable to parameter of type 'SqlValue'
  db.sql`SELECT ${() => 7}`;
  // @ts-expect-error: Implicit conversion of a 'symbol'
  db.sql`SELECT ${Symbol.iterator}`;
  // @ts-expect-error: Argument of type 'string' is not assignable to parameter of type 'TemplateStringsArray'
  db.sql("SELECT 1");
  // @ts-expect-error: Argument of type 'Promise<RowObject[]>' is not assignable to parameter of type 'SqlValue'
  db.sql`SELECT ${db.sql`SELECT 1`.rows()}`;
  // @ts-expect-error: Type 'undefined' is not assignable to type 'ParameterValue'
  db.sql.text("SELECT ?", [undefined]);
  // @ts-expect-error: Argument of type 'number' is not assignable to parameter of type 'string'
  identifier(7);

  const query = db.sql`SELECT 1`;
  // @ts-expect-error: Type 'unknown' is not assignable to type 'number'
  const id: number = (await query.first())?.["id"];
  const [typed] = await query.rows<Order>();
  // @ts-expect-error: 'typed' is possibly 'undefined'
  typed.id;
  // @ts-expect-error: Property 'totals' does not exist on type 'Order'
  typed?.totals;
  // @ts-expect-error: Type 'number | undefined' is not assignable to type 'bigint'
  const large: bigint = (await query.first({ schema: orderSchema }))?.id;
  // @ts-expect-error: Property 'name' is missing in type '{ id: number; total: string; }'
  const others: { name: string }[] = await query.rows({ schema: orderSchema });
  // @ts-expect-error: 'id' does not exist in type 'StandardSchema<RowObject>'
  await query.rows({ schema: { id: "number" } });
  // @ts-expect-error: Type '"sqlite"' is not assignable to type
  await query.rows({ dialect: "sqlite" });
  // @ts-expect-error: 'timeout' does not exist
  await query.rows({ timeout: 5 });
  // @ts-expect-error: Argument of type '"xlsx"' is not assignable to parameter of type
  await query.download("xlsx");
  // @ts-expect-error: Property 'toParquet' does not exist on type 'Query'
  await query.toParquet("orders.parquet");
  // @ts-expect-error: Property 'map' does not exist on type 'Query'
  query.map(String);
  console.log(id, large, others);
}
