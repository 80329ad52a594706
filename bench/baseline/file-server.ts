import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

/** Entry of a process: answers every request with one file, by nothing but `node:http`. */
function serve(path: string): void {
  const server = createServer((_request, response) => {
    pipeline(createReadStream(path), response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1", () => {
    const { port } = z.object({ port: z.number() }).parse(server.address());
    process.send?.({ url: `http://127.0.0.1:${port}` });
  });
  process.once("disconnect", () => process.exit(0));
}

serve(z.string().parse(process.argv[2]));
