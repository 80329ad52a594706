import type { IncomingMessage } from "node:http";

/**
 * The bytes of a request as they arrive. To stop reading does not cut the connection, or the answer
 * that says why would not get through.
 */
export function piecesOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return request.iterator({ destroyOnReturn: false });
}

/** The declared size in bytes; undefined for a body sent in chunks. */
export function contentLengthOf(request: IncomingMessage): number | undefined {
  const header = request.headers["content-length"];
  return header === undefined ? undefined : Number(header);
}
