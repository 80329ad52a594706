// Hands a result over to a library of data frames as Arrow, column by column, without a detour
// through JSON. Arquero is one; whatever reads Apache Arrow works alike.
//
// Run: npm install arquero, then: node examples/dataframe.ts
// Needs HOTDATA_API_URL and HOTDATA_API_KEY.
import { desc, fromArrowStream, op } from "arquero";
import { Hotdata } from "hotdata/node";

const hotdata = new Hotdata();
const db = await hotdata.databases.create({ name: "frames", expiresAt: "1h" });
await db.load("orders", new URL("orders.csv", import.meta.url));

const orders = db.sql`SELECT city, customer, amount FROM orders`;
const table = await fromArrowStream(await orders.download("arrow"));

table
  .groupby("city")
  .rollup({ orders: op.count(), largest: op.max("amount") })
  .orderby(desc("orders"), "city")
  .print();
