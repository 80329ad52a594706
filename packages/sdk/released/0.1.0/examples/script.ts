// Loads a CSV file into a new database, asks it a question and prints the rows.
//
// Run: node examples/script.ts
// Needs HOTDATA_API_URL and HOTDATA_API_KEY; in this repository `npm run examples -- script` brings
// a server with it. Node 24 runs TypeScript as it is; `npx tsx` does on older ones.
import { Hotdata } from "hotdata/node";

const hotdata = new Hotdata();

const db = await hotdata.databases.create({ name: "sales", expiresAt: "1h" });
const loaded = await db.load("orders", new URL("orders.csv", import.meta.url));
console.log(`${loaded.rowCount} orders loaded`);

const city = "Lisbon";
const rows = await db.sql`
  SELECT customer, sum(amount) AS total
  FROM orders WHERE city = ${city}
  GROUP BY customer ORDER BY total DESC`.rows<{ customer: string; total: number }>();

for (const { customer, total } of rows) console.log(`${customer}: ${total}`);
