// Streams the rows of a query into a Parquet file, whatever their number: the file is there when all
// of it is, or not at all. Then loads the file into another database.
//
// Run: node examples/to-parquet.ts [path]
// Needs HOTDATA_API_URL and HOTDATA_API_KEY.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hotdata } from "hotdata/node";

const hotdata = new Hotdata();
const folder = await mkdtemp(join(tmpdir(), "to-parquet-"));
const path = process.argv[2] ?? join(folder, "readings.parquet");

await hotdata.sql`
  SELECT i AS id, 'sensor ' || (i % 100) AS sensor, (random() * 40)::DECIMAL(9,3) AS celsius
  FROM range(1000000) t(i)`.toParquet(path);
console.log(`wrote ${(await stat(path)).size} bytes`);

const archive = await hotdata.databases.create({ name: "archive", expiresAt: "1h" });
const { rowCount } = await archive.load("sensors.readings", path, {
  onProgress: ({ phase, sentBytes }) => {
    if (phase === "loading") console.log(`${sentBytes} bytes are there, the server loads them`);
  },
});
console.log(`${rowCount} readings loaded`);
await rm(folder, { recursive: true });
