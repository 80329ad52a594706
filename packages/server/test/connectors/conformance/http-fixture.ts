import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { withRanges } from "../serve-ranges.ts";
import type { ConformanceFixture } from "./fixture.ts";
import { type FileShelf, filesFixture } from "./files-fixture.ts";

const TOKEN = "the token of this test";

/** A web server of this process that knows parts of files, and lets nobody in without its token. */
export async function httpFixture(): Promise<ConformanceFixture> {
  const files = new Map<string, { readonly body: Uint8Array; readonly etag: string }>();
  const put = (path: string, body: Uint8Array): void => {
    files.set(path, { body, etag: `"${randomUUID()}"` });
  };
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? "").slice(1));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return response.writeHead(401).end();
    if (file === undefined) return response.writeHead(404).end();
    withRanges(file)(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const base_url = `http://127.0.0.1:${address.port}/`;
  const config = { base_url, tables: [{ name: "t", paths: ["t.csv"] }], token: TOKEN };
  put("t.csv", Buffer.from("a\n1\n"));
  const shelf: FileShelf = {
    type: "http",
    put: async (path, bytes) => put(path, bytes),
    remove: async (path) => void files.delete(path),
    addressOf: (tables) => {
      const named = [...tables].map(([name, paths]) => ({ name, paths }));
      return {
        connectionId: "http",
        // Another set of tables is another configuration.
        version: JSON.stringify([...tables.keys()]),
        type: "http",
        config: { ...config, tables: [...config.tables, ...named] },
      };
    },
    wrongAddresses: [
      {
        what: "a wrong token",
        kind: "refused",
        address: wrong("token", { ...config, token: "another" }),
      },
      {
        what: "an inner address",
        kind: "refused",
        address: wrong("inner", { ...config, base_url: "http://127.0.0.2:1024/" }),
      },
      {
        what: "a file that is not there",
        kind: "changed",
        address: wrong("none", { ...config, tables: [{ name: "t", paths: ["none.csv"] }] }),
      },
    ],
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return filesFixture(shelf);
}

function wrong(connectionId: string, config: Readonly<Record<string, unknown>>) {
  return { connectionId, version: "1", type: "http", config };
}
