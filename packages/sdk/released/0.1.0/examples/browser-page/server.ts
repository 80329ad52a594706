// Serves a page that queries a database from the browser. The page gets a token that works in this
// one database and expires; the key stays here.
//
// Run: node examples/browser-page/server.ts, then open the address that it prints
// Needs HOTDATA_API_URL and HOTDATA_API_KEY, and PORT if 3002 is taken.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { Hotdata } from "hotdata/node";

const hotdata = new Hotdata();
const db = await hotdata.databases.create({ name: "page", expiresAt: "1h" });
await db.load("orders", new URL("../orders.csv", import.meta.url));

const bundled = await build({
  entryPoints: [new URL("page.ts", import.meta.url).pathname],
  bundle: true,
  format: "esm",
  external: ["apache-arrow"], // The page asks for no Arrow.
  minify: true,
  write: false,
});
const script = bundled.outputFiles[0]?.text ?? "";
const page = await readFile(new URL("index.html", import.meta.url), "utf8");

const server = createServer((request, response) => {
  const send = (type: string, body: string): void => {
    response.setHeader("content-type", type).setHeader("cache-control", "no-store").end(body);
  };
  if (request.url === "/") return send("text/html", page);
  if (request.url === "/page.js") return send("text/javascript", script);
  if (request.url !== "/session.json") return void response.writeHead(404).end();
  makeSession().then(
    (session) => send("application/json", session),
    (error: unknown) => {
      console.error(error);
      response.writeHead(502).end();
    },
  );
});

async function makeSession(): Promise<string> {
  const { token } = await hotdata.auth.mintDatabaseToken({
    grantType: "existing_database",
    databaseId: db.id,
  });
  return JSON.stringify({ host: process.env["HOTDATA_API_URL"], token, databaseId: db.id });
}

server.listen(Number(process.env["PORT"] ?? 3002), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}`);
});
process.once("SIGTERM", () => server.close());
