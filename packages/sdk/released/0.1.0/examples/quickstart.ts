import { Hotdata } from "hotdata";

// Reads HOTDATA_API_URL and HOTDATA_API_KEY from the environment.
const hotdata = new Hotdata();

const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });

const csv = "id,city,amount\n1,Lisbon,12.50\n2,Porto,7.25\n3,Lisbon,30.00\n";
await db.load("orders", new Blob([csv], { type: "text/csv" }));

const least = 10;
const query = db.sql`
  SELECT city, count(*) AS orders, sum(amount) AS total
  FROM orders WHERE amount > ${least} GROUP BY city ORDER BY city`;

console.log(await query.rows());

const table = await query.arrow();
console.log(`${table.numRows} rows as Arrow: ${table.schema.fields.join(", ")}`);
