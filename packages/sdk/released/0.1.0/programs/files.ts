import { readFile } from "node:fs/promises";
import { Hotdata } from "hotdata/node";

const hotdata = new Hotdata();
await hotdata.sql`SELECT 7 AS seven`.toCsv("seven.csv");
console.log(JSON.stringify(await readFile("seven.csv", "utf8")));
