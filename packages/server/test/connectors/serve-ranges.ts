import type { Answer } from "../net/start-web-server.ts";

export interface ServedFile {
  body: Uint8Array | string;
  etag?: string;
  headers?: Readonly<Record<string, string>>;
}

/** A file of a server that knows parts, and whether it is still the same one. */
export function withRanges(file: ServedFile): Answer {
  return (request, response) => {
    const bytes = Buffer.from(file.body);
    const { etag, headers = {} } = file;
    const tagged = { ...headers, ...(etag === undefined ? {} : { etag }) };
    const ifRange = request.headers["if-range"];
    const [, from, last] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    if (from === undefined || (ifRange !== undefined && ifRange !== etag)) {
      response.writeHead(200, { ...tagged, "content-length": bytes.length }).end(bytes);
      return;
    }
    const start = from === "" ? Math.max(0, bytes.length - Number(last)) : Number(from);
    if (start >= bytes.length) {
      response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
      return;
    }
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    const part = bytes.subarray(start);
    response.writeHead(206, { ...tagged, "content-range": range, "content-length": part.length });
    response.end(part);
  };
}
