import { Hotdata } from "hotdata";

// Reads HOTDATA_API_URL and HOTDATA_API_KEY from the environment.
const hotdata = new Hotdata();

const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });

const csv = "id,city,amount\n1,Lisbon,12.50\n2,Porto,7.25\n3,Lisbon,30.00\n";
const upload = await hotdata.uploads.uploadFile(new Blob([csv]), { contentType: "text/csv" });
await hotdata.databases.loadDatabaseTable(db.id, "main", "orders", {
  mode: "replace",
  uploadId: upload.id,
});

const city = "Lisbon";
const rows = await db.sql`SELECT id, amount FROM orders WHERE city = ${city} ORDER BY id`.rows();
console.log(JSON.stringify(rows));
