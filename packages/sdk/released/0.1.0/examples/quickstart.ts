import { Hotdata } from "hotdata";

// Reads HOTDATA_API_URL and HOTDATA_API_KEY from the environment.
const hotdata = new Hotdata();

const { id } = await hotdata.databases.createDatabase({ name: "sales", expiresAt: "24h" });

const csv = "id,city,amount\n1,Lisbon,12.50\n2,Porto,7.25\n3,Lisbon,30.00\n";
const upload = await hotdata.uploads.uploadFile(new Blob([csv]), { contentType: "text/csv" });
await hotdata.databases.loadDatabaseTable(id, "main", "orders", {
  mode: "replace",
  uploadId: upload.id,
});

const sql =
  "SELECT city, count(*) AS orders, sum(amount) AS total FROM orders GROUP BY city ORDER BY city";
const answer = await hotdata.query.query({ sql }, { xDatabaseId: id });
console.log(answer);

if ("resultId" in answer && answer.resultId) {
  const table = await hotdata.results.getResultArrow(answer.resultId, { xDatabaseId: id });
  console.log(`${table.numRows} rows as Arrow: ${table.schema.fields.join(", ")}`);
}
