// A route that answers with rows which a Zod schema has checked and typed. When the caller hangs
// up, the query ends on the server too.
//
// Run: node examples/fastify-route.ts, then: curl 'http://127.0.0.1:3001/orders?city=Lisbon'
// Needs HOTDATA_API_URL and HOTDATA_API_KEY, and PORT if 3001 is taken.
import fastify from "fastify";
import { ApiException } from "hotdata";
import { Hotdata } from "hotdata/node";
import { z } from "zod";

const Query = z.object({ city: z.string().min(1) });
const Order = z.object({ id: z.number().int(), customer: z.string(), amount: z.number() });

const hotdata = new Hotdata();
const db = await hotdata.databases.create({ name: "shop", expiresAt: "1h" });
await db.load("orders", new URL("orders.csv", import.meta.url));

const app = fastify({ forceCloseConnections: true });

app.get("/orders", async (request, reply) => {
  const query = Query.safeParse(request.query);
  if (!query.success) return reply.code(400).send({ error: z.prettifyError(query.error) });
  const gone = new AbortController();
  request.raw.socket.once("close", () => gone.abort());
  return db.sql`
    SELECT id, customer, amount FROM orders
    WHERE city = ${query.data.city} ORDER BY id`.rows({ schema: Order, signal: gone.signal });
});

app.setErrorHandler((error, _request, reply) => {
  // What the server of the data said is for the log; its request id leads there.
  const requestId = error instanceof ApiException ? error.requestId : undefined;
  console.error(error);
  return reply.code(502).send({ error: "the data cannot be read", requestId });
});

const address = await app.listen({ host: "127.0.0.1", port: Number(process.env["PORT"] ?? 3001) });
console.log(`listening on ${address}`);
process.once("SIGTERM", () => void app.close());
