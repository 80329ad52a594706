import { Hotdata } from "hotdata";

// Run with each version of apache-arrow: prints what was read, in whole and batch by batch.
const query = new Hotdata().sql`
  SELECT i AS id, 'customer ' || (i % 7) AS customer, i * 0.5::DOUBLE AS amount,
    (i / 4)::DECIMAL(12, 2) AS total, TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND AS at, [i] AS list,
    {'a': i} AS object, CASE WHEN i % 2 = 0 THEN true END AS even
  FROM range(200000) t(i)`;

let ids = 0n;
let letters = 0;
const table = await query.arrow();
for (const id of table.getChild("id") ?? []) ids += BigInt(id);
for (const text of table.getChild("customer") ?? []) letters += text.length;
console.log(`buffered ${table.numRows} rows of ${table.numCols} columns, ${ids}, ${letters}`);

ids = 0n;
letters = 0;
let rowCount = 0;
let columnCount = 0;
for await (const batch of query.batches()) {
  rowCount += batch.numRows;
  columnCount = batch.numCols;
  for (const id of batch.getChild("id") ?? []) ids += BigInt(id);
  for (const text of batch.getChild("customer") ?? []) letters += text.length;
}
console.log(`streamed ${rowCount} rows of ${columnCount} columns, ${ids}, ${letters}`);
