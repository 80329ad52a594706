// A handler of the web's own kind, a Request in and a Response out: it streams a table as CSV.
// Nothing here is of one platform, so it runs in Deno, Bun, Node and on edge workers.
//
// Run: deno serve --allow-net --allow-env examples/web-handler.ts
//      bun examples/web-handler.ts
// Needs HOTDATA_API_URL, HOTDATA_API_KEY and DATABASE_ID, which has a table `orders`.
import { Hotdata, HotdataError } from "hotdata";

const hotdata = new Hotdata();

async function handle(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname !== "/orders.csv") return new Response("not found\n", { status: 404 });
  const db = hotdata.database(databaseId());
  const city = url.searchParams.get("city");
  const query =
    city === null
      ? db.sql`SELECT * FROM orders ORDER BY id`
      : db.sql`SELECT * FROM orders WHERE city = ${city} ORDER BY id`;
  try {
    const csv = await query.download("csv", { signal: request.signal });
    return new Response(csv, { headers: { "content-type": "text/csv; charset=utf-8" } });
  } catch (error) {
    if (!(error instanceof HotdataError)) throw error;
    return Response.json({ error: error.code }, { status: error.retryable ? 503 : 500 });
  }
}

function databaseId(): string {
  const id = process.env["DATABASE_ID"];
  if (id === undefined) throw new Error("DATABASE_ID is not set");
  return id;
}

export default { fetch: handle };
