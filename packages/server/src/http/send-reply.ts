import type { FastifyReply } from "fastify";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { Reply } from "./reply.ts";

/** A streamed body that ends within this many bytes is sent whole, with its length. */
const WHOLE_UP_TO_BYTES = 64 * 1024;

/**
 * Sends an answer. A streamed body is read to its end, or to {@link WHOLE_UP_TO_BYTES}, before the
 * headers go out: an error until then still becomes a proper error answer.
 *
 * Clients that know from the content where it ends, such as readers of Arrow streams, use the
 * connection again without having read the mark that follows the last chunk, and take it for the
 * next answer if it comes late. So short bodies have no such mark, and that of long ones comes
 * together with the last piece.
 */
export async function sendReply(fastifyReply: FastifyReply, reply: Reply): Promise<FastifyReply> {
  const { status, headers, body } = reply;
  fastifyReply.code(status).headers(headers);
  if (body === undefined || typeof body === "string") return fastifyReply.send(body);
  const iterator = body[Symbol.asyncIterator]();
  const { first, isWhole } = await readStart(iterator);
  if (isWhole) return fastifyReply.send(Buffer.concat(first));
  const pieces = lastWithEnd(resume(iterator, Buffer.concat(first)), fastifyReply.raw);
  return fastifyReply.send(Readable.from(pieces, { objectMode: false }));
}

type Pieces = AsyncGenerator<Uint8Array | string>;

async function readStart(iterator: AsyncIterator<Uint8Array | string>) {
  const first: Buffer[] = [];
  for (let sizeBytes = 0; sizeBytes <= WHOLE_UP_TO_BYTES; sizeBytes += first.at(-1)?.length ?? 0) {
    const next = await iterator.next();
    if (next.done === true) return { first, isWhole: true };
    first.push(Buffer.from(next.value));
  }
  return { first, isWhole: false };
}

async function* resume(
  iterator: AsyncIterator<Uint8Array | string>,
  first: Uint8Array | string,
): Pieces {
  let next: IteratorResult<Uint8Array | string> = { value: first };
  try {
    while (next.done !== true) {
      yield next.value;
      next = await iterator.next();
    }
  } finally {
    // The client left or an error occurred: let the source close what it opened.
    if (next.done !== true) await iterator.return?.();
  }
}

/** The same pieces, each once it is known whether another one follows. */
async function* lastWithEnd(pieces: Pieces, response: ServerResponse): Pieces {
  let held: Uint8Array | string = "";
  for await (const piece of pieces) {
    if (held !== "") yield held;
    held = piece;
  }
  const { socket } = response;
  socket?.cork();
  setImmediate(() => socket?.uncork());
  yield held;
}
