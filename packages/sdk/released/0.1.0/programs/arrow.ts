import { Hotdata, HotdataError } from "hotdata";

const hotdata = new Hotdata();
try {
  const table = await hotdata.sql`SELECT 7 AS seven`.arrow();
  console.log(`${table.numRows} row of ${table.schema.fields.join()}`);
} catch (error) {
  if (!(error instanceof HotdataError)) throw error;
  console.log(`${error.name}: ${error.message}`);
}
